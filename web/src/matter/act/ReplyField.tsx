import { getStaffOverview } from '@heliu/contract/city-api';
import type { ReplyOccasion } from '@heliu/contract/city/wording';
import type { MatterCommandKind } from '@heliu/contract/matter/permissions';
import { Form, Input, Select } from 'antd';
import { useSettings } from '../../kernel/auth/index.ts';
import { useLanguage, useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint } from '../../kernel/query/index.ts';
import { formatTime } from '../../kernel/time/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { groupedCode } from '../city/shown.ts';
import { useTexts } from '../texts.ts';
import { useAct } from './context.ts';
import { type FieldProps, pathOf, useRules } from './field.ts';
import { fillTemplate } from './template.ts';

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

/** What the reporter is told: free words, or one of the city's templates with its gaps filled. */
export function ReplyField(props: FieldProps) {
  const t = useTexts();
  const show = useShow();
  const language = useLanguage();
  const form = Form.useFormInstance();
  const { matter, act } = useAct();
  const names = useCityNames();
  const { city } = useSettings();
  const staff = useEndpoint(getStaffOverview, {}, { staleTimeMs: 600_000 });
  const path = pathOf(props);
  const approved = Form.useWatch<boolean | undefined>('approve') === true;
  const rules = useRules(
    props.required || ((told.has(act.kind) || approved) && matter.state.reporters.length > 0),
  );
  const wanted = occasions[act.kind] ?? results;
  const templates = (staff.data?.replyTemplates ?? []).filter(({ occasion }) => wanted.includes(occasion));
  const use = (code: string): void => {
    const template = templates.find((one) => one.code === code);
    if (template === undefined) return;
    const text = fillTemplate(template.body[language], {
      matterCode: groupedCode(matter.code),
      typeName: show(names.type(matter.typeCode)),
      place: matter.address ?? show(names.place(matter.placeCode)),
      unitName: show(names.unit(matter.holderUnitId)),
      cityName: show(city),
      hotline: names.city.hotline,
      dueAt: matter.dueAt === null ? undefined : formatTime(matter.dueAt),
      link: `${window.location.origin}/r/track/${matter.code}`,
    });
    form.setFieldValue(path, text);
  };
  return (
    <Form.Item label={t('field.reply')} extra={t('act.replyHint')} required={rules.length > 0}>
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
      <Form.Item name={path} noStyle rules={rules}>
        <Input.TextArea
          aria-label={t('field.reply')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
        />
      </Form.Item>
    </Form.Item>
  );
}
