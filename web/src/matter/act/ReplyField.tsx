import { getStaffOverview } from '@heliu/contract/city-api';
import type { ReplyOccasion } from '@heliu/contract/city/wording';
import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import { Form, Input, Select } from 'antd';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useWordRules } from './field.ts';
import { fillTemplate, hasGap } from './gaps.ts';
import { ownGaps, useTemplateValues } from './template-values.ts';

const occasions: Partial<Record<MatterCommandKind, readonly ReplyOccasion[]>> = {
  accept: ['accepted'],
  decline: ['declined'],
  reopen: ['reopened'],
  decideSuspension: ['suspended'],
  void: ['voided'],
  decideVoid: ['voided'],
  merge: ['merged'],
};
const results: readonly ReplyOccasion[] = ['solved', 'partly', 'unsolvable'];

/** Acts of which a reporter must be told in words. */
const told: ReadonlySet<MatterCommandKind> = new Set([
  'recordPostHandlingCheck',
  'close',
  'handleOnSpot',
  'decline',
  'void',
]);

/** In an act on several matters these gaps stay, to be filled for each of them. */
const kept = Object.fromEntries(ownGaps.map((name) => [name, `{${name}}`]));

/** What the reporter is told: free words, or one of the city's templates with its gaps filled. */
export function ReplyField(props: FieldProps) {
  const t = useTexts();
  const show = useShow();
  const language = useLanguage();
  const form = Form.useFormInstance();
  const { subject, act, together } = useAct();
  const valuesOf = useTemplateValues();
  const staff = useEndpoint(getStaffOverview, {}, { staleTimeMs: 600_000 });
  const path = pathOf(props);
  const approved = Form.useWatch<boolean | undefined>('approve') === true;
  const rules = useWordRules(props.required || ((told.has(act.kind) || approved) && subject.reported));
  const whole = { validator: async (_rule: unknown, text?: string) => refuseGaps(text, t('act.gaps')) };
  const wanted = occasions[act.kind] ?? results;
  const templates = (staff.data?.replyTemplates ?? []).filter(({ occasion }) => wanted.includes(occasion));
  const use = (code: string): void => {
    const template = templates.find((one) => one.code === code);
    if (template === undefined) return;
    const values = { ...valuesOf(subject.row), ...(together === undefined ? {} : kept) };
    form.setFieldValue(path, fillTemplate(template.body[language], values));
  };
  return (
    <Form.Item
      label={t('field.reply')}
      extra={t(together === undefined ? 'act.replyHint' : 'act.replyHintEach')}
      required={rules.length > 0}
    >
      {templates.length > 0 && (
        <Select<string | null>
          value={null}
          placeholder={t('act.template')}
          aria-label={t('act.template')}
          options={templates.map(({ code, name }) => ({ value: code, label: show(name) }))}
          onChange={(code) => use(code ?? '')}
          style={{ width: '100%', marginBlockEnd: 6 }}
        />
      )}
      <Form.Item name={path} noStyle rules={[...rules, whole]}>
        <Input.TextArea
          aria-label={t('field.reply')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
        />
      </Form.Item>
    </Form.Item>
  );
}

/** A gap that nobody filled would reach the reporter as it stands. */
async function refuseGaps(text: string | undefined, message: string): Promise<void> {
  if (hasGap(text)) throw new Error(message);
}
