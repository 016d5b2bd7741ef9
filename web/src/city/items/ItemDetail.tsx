import type { CatalogueType } from '@heliu/contract/city-api';
import type { FilingCondition } from '@heliu/contract/city/matter-type';
import { Tag } from 'antd';
import { useShow } from '../../kernel/i18n/index.ts';
import { Facts } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useUnitNames } from '../use-city.ts';
import { useLimit } from './limit.ts';

const steps = [
  'preFilingCheckRequired',
  'filingRequired',
  'postHandlingCheckRequired',
  'evidenceRequired',
  'onSpotAllowed',
  'callBackRequired',
] as const;

/** Everything the city says of one type. */
export function ItemDetail({ type }: { readonly type: CatalogueType }) {
  const t = useTexts();
  const show = useShow();
  const unitName = useUnitNames();
  return (
    <div className={styles.detail}>
      <p>{show(type.description)}</p>
      <Conditions type={type} />
      <Facts
        facts={[
          {
            label: t('items.validity'),
            value:
              type.exited === null
                ? t('items.since', { version: type.admitted })
                : t('items.between', { from: type.admitted, until: type.exited }),
          },
          {
            label: t('items.steps'),
            value: (
              <span className={styles.chips}>
                {steps
                  .filter((step) => type.rules[step])
                  .map((step) => (
                    <Tag key={step}>{t(`step.${step}`)}</Tag>
                  ))}
              </span>
            ),
          },
          ...(type.assistUnitCodes.length === 0
            ? []
            : [
                {
                  label: t('items.assists'),
                  value: type.assistUnitCodes.map((code) => show(unitName(code))).join(t('listComma')),
                },
              ]),
          ...type.questions.map(({ text, options }) => ({
            label: show(text),
            value: options.map((option) => show(option.text)).join(' / '),
          })),
        ]}
      />
    </div>
  );
}

function Conditions({ type }: { readonly type: CatalogueType }) {
  const t = useTexts();
  const show = useShow();
  const limit = useLimit();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('items.conditions')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('items.code')}</th>
          <th scope="col">{t('items.filing')}</th>
          <th scope="col">{t('items.closing')}</th>
          <th scope="col">{t('items.limit')}</th>
          <th scope="col">{t('items.when')}</th>
        </tr>
      </thead>
      <tbody>
        {type.conditions.map((condition, i) => (
          <tr key={condition.code}>
            <td>
              <code className={styles.code}>{condition.code}</code>
            </td>
            <td>{show(condition.filing)}</td>
            <td>{show(condition.closing)}</td>
            <td>{limit(condition.limit)}</td>
            <td>
              <When condition={condition} type={type} first={i === 0} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface WhenProps {
  readonly condition: FilingCondition;
  readonly type: CatalogueType;
  readonly first: boolean;
}

/** Which answers call for a condition. */
function When({ condition, type, first }: WhenProps) {
  const t = useTexts();
  const show = useShow();
  const wanted = Object.entries(condition.answers ?? {}).map(([code, answers]) => {
    const question = type.questions.find((one) => one.code === code);
    const words = answers.map((answer) => {
      const option = question?.options.find((one) => one.code === answer);
      return option === undefined ? answer : show(option.text);
    });
    return `${question === undefined ? code : show(question.text)} ${words.join(' / ')}`;
  });
  if (wanted.length > 0) return wanted.join(t('listComma'));
  return <span className={styles.soft}>{t(first ? 'items.proposed' : 'items.byChoice')}</span>;
}
