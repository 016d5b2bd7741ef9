import type { ReactNode } from 'react';
import { MobilePage } from '../../kernel/mobile/index.ts';
import { CityGate } from '../city/City.tsx';
import styles from './form.module.css';
import { useTexts } from '../texts.ts';

const steps = ['what', 'where', 'confirm'] as const;
export type ReportStep = (typeof steps)[number];

interface StepFrameProps {
  readonly step: ReportStep;
  readonly backTo: string;
  readonly children: ReactNode;
}

/** A step of the report, with how far one is. */
export function StepFrame({ step, backTo, children }: StepFrameProps) {
  const t = useTexts();
  const at = steps.indexOf(step);
  return (
    <MobilePage title={t(`step.${step}.title`)} backTo={backTo}>
      <ol className={styles.steps} aria-label={t('step.label')}>
        {steps.map((one, index) => (
          <li
            key={one}
            data-state={index < at ? 'done' : undefined}
            aria-current={index === at ? 'step' : undefined}
          >
            {t(`step.${one}.short`)}
          </li>
        ))}
      </ol>
      <CityGate>{children}</CityGate>
    </MobilePage>
  );
}
