import type { OfferedType } from '@heliu/contract/city/overview';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { type FormEvent, useState } from 'react';
import { useShow } from '../../kernel/i18n/index.ts';
import { Choices, MobileCard, TextArea } from '../../kernel/mobile/index.ts';
import { useFocusOnMount } from '../../kernel/ui/index.ts';
import { useCity } from '../city/City.tsx';
import styles from '../report.module.css';
import form from './form.module.css';
import { useTexts } from '../texts.ts';
import { changeDraft, likelyKind, useDraft } from './draft.ts';
import { StepFrame } from './StepFrame.tsx';
import { TypeChooser } from './TypeChooser.tsx';

/** First step: what it is about, and what happened. */
export function WhatPage() {
  return (
    <StepFrame step="what" backTo="/">
      <What />
    </StepFrame>
  );
}

function What() {
  const { city } = useCity();
  const draft = useDraft();
  const type = city.types.find(({ code }) => code === draft.typeCode);
  if (type === undefined) {
    const choose = (chosen: OfferedType): void =>
      changeDraft({
        typeCode: chosen.code,
        requestKind: draft.requestKind ?? likelyKind(chosen),
        answers: {},
      });
    return <TypeChooser onChoose={choose} />;
  }
  return <Details type={type} />;
}

const textField = 'report-text';
const questionField = (code: string): string => `report-question-${code}`;

function Details({ type }: { readonly type: OfferedType }) {
  const t = useTexts();
  const show = useShow();
  const navigate = useNavigate();
  const { city } = useCity();
  const draft = useDraft();
  const [tried, setTried] = useState(false);
  const focus = useFocusOnMount<HTMLButtonElement>();
  const unanswered = type.questions.filter(
    ({ code, required }) => required && draft.answers[code] === undefined,
  );
  const textMissing = [...draft.text.trim()].length < 2;
  const next = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const [question] = unanswered;
    const wrong =
      question === undefined ? (textMissing ? textField : undefined) : questionField(question.code);
    if (wrong === undefined) void navigate({ to: '/report/where' });
    else document.getElementById(wrong)?.focus();
  };
  return (
    <form onSubmit={next} noValidate className={styles.stack}>
      <MobileCard>
        <div className={form.chosen}>
          <div>
            <strong>{show(type.name)}</strong>
            <div className={styles.small}>{show(type.description)}</div>
          </div>
          <button
            ref={focus}
            type="button"
            className={styles.plain}
            onClick={() => changeDraft({ typeCode: null, requestKind: null, answers: {} })}
          >
            {t('what.change')}
          </button>
        </div>
        {type.questions.map(({ code, text, options, required }) => (
          <Choices
            key={code}
            id={questionField(code)}
            label={required ? show(text) : t('what.optional', { text: show(text) })}
            options={options.map((option) => ({ value: option.code, label: show(option.text) }))}
            value={draft.answers[code] ?? null}
            onChange={(answer) => changeDraft({ answers: { ...draft.answers, [code]: answer } })}
            fault={tried && unanswered.some((one) => one.code === code) ? t('what.answerNeeded') : undefined}
          />
        ))}
        <Choices
          label={t('what.kind')}
          options={city.requestKinds.map(({ kind, name }) => ({ value: kind, label: show(name) }))}
          value={draft.requestKind}
          onChange={(requestKind) => changeDraft({ requestKind })}
          hint={city.requestKinds
            .filter(({ kind }) => kind === draft.requestKind)
            .map(({ description }) => show(description))}
        />
        <TextArea
          id={textField}
          label={t('what.text')}
          hint={t('what.textHint')}
          value={draft.text}
          maxLength={5000}
          onChange={(event) => changeDraft({ text: event.target.value })}
          fault={tried && textMissing ? t('what.textNeeded') : undefined}
        />
      </MobileCard>
      <Button type="submit" color="primary" size="large" block>
        {t('next')}
      </Button>
    </form>
  );
}
