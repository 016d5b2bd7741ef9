import type { GridShape } from '@heliu/contract/city-api';
import { Form, Input, Segmented } from 'antd';
import { useShow } from '../../../kernel/i18n/index.ts';
import styles from '../../city.module.css';
import edit from './edit.module.css';
import { useTexts } from '../../texts.ts';
import type { Draft } from './model.ts';

interface NameFieldsProps {
  readonly draft: Draft;
  readonly parts: readonly Pick<GridShape, 'code' | 'name' | 'kind'>[];
  readonly onDraft: (draft: Draft) => void;
}

/** Names in both languages as they are proposed, to be changed; and the kind of a grid that is described anew. */
export function NameFields({ draft, parts, onDraft }: NameFieldsProps) {
  const t = useTexts();
  const show = useShow();
  const names = parts.map(({ name }, i) => draft.names?.[i] ?? name);
  const change = (i: number, language: 'zh' | 'en', text: string): void =>
    onDraft({
      ...draft,
      names: names.map((name, no) => (no === i ? { ...name, [language]: text } : name)),
    });
  const form = (
    <Form layout="vertical" requiredMark={false} className={edit.names ?? ''}>
      {parts.map(({ code, kind }, i) => (
        <fieldset key={code} className={edit.nameOf}>
          <legend className={styles.code}>{code}</legend>
          {(['zh', 'en'] as const).map((language) => (
            <Form.Item
              key={language}
              label={t(`edit.name.${language}`)}
              htmlFor={`name-${code}-${language}`}
              validateStatus={names[i]?.[language].trim() === '' ? 'error' : ''}
            >
              <Input
                id={`name-${code}-${language}`}
                value={names[i]?.[language] ?? ''}
                maxLength={language === 'zh' ? 60 : 120}
                onChange={(event) => change(i, language, event.target.value)}
              />
            </Form.Item>
          ))}
          {draft.tool === 'describe' && (
            <Form.Item label={t('edit.kindLabel')}>
              <Segmented<GridShape['kind']>
                aria-label={t('edit.kindLabel')}
                value={draft.kind ?? kind}
                onChange={(next) => onDraft({ ...draft, kind: next })}
                options={(['base', 'dedicated'] as const).map((value) => ({
                  value,
                  label: t(`edit.kind.${value}`),
                }))}
              />
            </Form.Item>
          )}
        </fieldset>
      ))}
    </Form>
  );

  if (draft.tool === 'describe') return form;
  return (
    <details className={edit.namesOf}>
      <summary>{t('edit.names', { names: names.map((name) => show(name)).join(t('listComma')) })}</summary>
      {form}
    </details>
  );
}
