import { CheckOutlined, CloseOutlined } from '../../kernel/desk/icons.tsx';
import type { simulateRoute } from '@heliu/contract/city-api';
import type { RouteStep } from '@heliu/contract/city/route-facts';
import type { EndpointReply } from '@heliu/contract/endpoint';
import { Collapse, Tag } from 'antd';
import { Panel } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { Hidden } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useUnitNames } from '../use-city.ts';

type Tried = EndpointReply<typeof simulateRoute>;

const colours = { chosen: 'success', notMatched: 'default', noUnit: 'warning' } as const;

/** Which rule decided and why, and every rule tried before it. */
export function RouteSteps({ routing }: { readonly routing: Tried }) {
  const t = useTexts();
  const show = useShow();
  const unitName = useUnitNames();
  const chosen = routing.steps.find(({ outcome }) => outcome === 'chosen');
  return (
    <div className={styles.stack}>
      <Panel title={t('simulator.result')}>
        <div className={styles.stack}>
          <p className={styles.verdict}>{show(unitName(routing.leadUnitCode))}</p>
          {routing.assistUnitCodes.length > 0 && (
            <p>
              {t('simulator.assists', {
                units: routing.assistUnitCodes.map((code) => show(unitName(code))).join(t('listComma')),
              })}
            </p>
          )}
          {chosen !== undefined && (
            <>
              <p>{t('simulator.because', { rule: show(chosen.ruleName) })}</p>
              <Step step={chosen} />
            </>
          )}
        </div>
      </Panel>
      <Panel title={t('simulator.tried', { count: routing.steps.length })}>
        <Collapse
          size="small"
          items={routing.steps.map((step, i) => ({
            key: step.ruleCode,
            label: (
              <span className={styles.stepLabel}>
                <span className={styles.number}>{i + 1}</span>
                <span>{show(step.ruleName)}</span>
                <Tag color={colours[step.outcome]}>{t(`outcome.${step.outcome}`)}</Tag>
                <FirstFailure step={step} />
              </span>
            ),
            children: <Step step={step} />,
          }))}
        />
      </Panel>
    </div>
  );
}

function FirstFailure({ step }: { readonly step: RouteStep }) {
  const show = useShow();
  const failed = step.checks.find(({ passed }) => !passed);
  return failed === undefined ? null : <small className={styles.soft}>{show(failed.text)}</small>;
}

function Step({ step }: { readonly step: RouteStep }) {
  const t = useTexts();
  const show = useShow();
  return (
    <ul className={styles.checks}>
      {step.checks.map(({ condition, passed, text }, i) => (
        <li key={`${condition} ${i}`} className={passed ? styles.added : styles.removed}>
          {passed ? <CheckOutlined aria-hidden /> : <CloseOutlined aria-hidden />}
          <Hidden>{t(passed ? 'simulator.held' : 'simulator.failed')}</Hidden>
          <span>{show(text)}</span>
        </li>
      ))}
      {step.targets.map(({ role, unitCode, text }) => (
        <li key={`${role} ${unitCode}`}>
          <span>{show(text)}</span>
        </li>
      ))}
    </ul>
  );
}
