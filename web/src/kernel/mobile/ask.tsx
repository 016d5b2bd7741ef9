import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { mainId } from '../ui/index.ts';
import styles from './ask.module.css';

interface Question {
  readonly title: string;
  readonly content?: ReactNode;
  readonly confirmText: string;
  readonly cancelText: string;
}

const yes = 'yes';

/** Asks before something that cannot be taken back. @returns whether it was confirmed; Escape is a no. */
export function ask(question: Question): Promise<boolean> {
  const holder = document.body.appendChild(document.createElement('div'));
  const root = createRoot(holder);
  return new Promise((answer) => {
    const end = (sure: boolean): void => {
      answer(sure);
      root.unmount();
      holder.remove();
    };
    root.render(<Asked question={question} onAnswer={end} />);
  });
}

/** What was answered about may be gone with its button: the keyboard goes on at the page then. */
export function focusPage(): void {
  document.getElementById(mainId)?.focus({ preventScroll: true });
}

/** The browser's own dialog: it keeps the keyboard inside, and gives it back to what opened it. */
function Asked({ question, onAnswer }: { question: Question; onAnswer: (sure: boolean) => void }) {
  const { title, content, confirmText, cancelText } = question;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      onClose={() => onAnswer(dialog.current?.returnValue === yes)}
    >
      <form method="dialog" className={styles.form}>
        <h2 id={id}>{title}</h2>
        {content !== undefined && <div>{content}</div>}
        <div className={styles.acts}>
          <button className={styles.act}>{cancelText}</button>
          <button className={styles.mainAct} value={yes}>
            {confirmText}
          </button>
        </div>
      </form>
    </dialog>
  );
}
