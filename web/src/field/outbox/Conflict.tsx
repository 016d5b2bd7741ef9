import { registerMatter } from '@heliu/contract/matter';
import { Button } from 'antd-mobile';
import { ProblemError } from '../../kernel/api/index.ts';
import { ask, focusPage, MobileCard } from '../../kernel/mobile/index.ts';
import { type OutboxItem, useOutbox } from '../../kernel/offline/index.ts';
import { Time, useProblemText } from '../../kernel/ui/index.ts';
import { PlaceAnew, Theirs, useComment, useTheirs } from '../../matter/field.tsx';
import styles from '../field.module.css';
import { useTexts } from '../texts.ts';
import { CommandName, CommandWords } from './CommandName.tsx';

/** A command that the server refused: mine beside theirs, for the person to decide. */
export function Conflict({ item }: { readonly item: OutboxItem }) {
  const t = useTexts();
  const text = useProblemText();
  const { command, problem, madeAt, photos } = item;
  const matterId = command.params?.['matterId'];
  const changed = problem?.status === 412;
  const gaveUp =
    problem === undefined || problem.status === 0 || problem.status >= 500 || problem.status === 429;
  return (
    <MobileCard title={command.about.title}>
      <p className={styles.refused} role="alert">
        {problem === undefined
          ? t('conflict.unknown')
          : changed
            ? t('conflict.changed')
            : text(new ProblemError(problem))}
        {problem?.errors?.map(({ field, message }) => (
          <span key={field}>
            <br />
            {field}: {message}
          </span>
        ))}
      </p>
      <div className={styles.sides}>
        <section className={styles.side}>
          <h3>{t('conflict.mine')}</h3>
          <strong>
            <CommandName command={command} />
          </strong>
          <CommandWords command={command} />
          {photos.length > 0 && <span>{t('item.photos', { count: photos.length })}</span>}
          <span className={styles.soft}>
            {t('item.made')} <Time at={new Date(madeAt).toISOString()} show="absolute" />
          </span>
        </section>
        {matterId !== undefined && (
          <section className={styles.side}>
            <h3>{t('conflict.theirs')}</h3>
            <Theirs matterId={matterId} seenVersion={Number(command.body['expectedVersion'] ?? 0)} />
          </section>
        )}
      </div>
      {command.endpoint === registerMatter.id && !gaveUp && problem?.code !== 'command.past' && (
        <PlaceAnew item={item} />
      )}
      <Decide item={item} gaveUp={gaveUp} />
    </MobileCard>
  );
}

/** What leads somewhere stands first: an act that the matter refuses as it stands goes on as a comment. */
function Decide({ item, gaveUp }: { readonly item: OutboxItem; readonly gaveUp: boolean }) {
  const t = useTexts();
  const outbox = useOutbox();
  const { body, params, about } = item.command;
  const theirs = useTheirs(item);
  const asComment = useComment();
  const again = (): Promise<void> => {
    const seen = theirs.version === undefined || body['expectedVersion'] === undefined;
    return outbox.sendAnew(item.id, gaveUp || seen ? {} : { expectedVersion: theirs.version });
  };
  const discard = async (): Promise<void> => {
    const sure = await ask({
      title: t('conflict.discardSure', { title: about.title }),
      content: t('conflict.discardText'),
      confirmText: t('conflict.discard'),
      cancelText: t('conflict.keep'),
    });
    if (!sure) return;
    await outbox.discard(item.id);
    focusPage();
  };
  const onMatter = params?.['matterId'] !== undefined;
  const done = item.problem?.code === 'command.past';
  const refusedNow = !gaveUp && !done && theirs.fits === false;
  return (
    <div className={styles.acts}>
      {!refusedNow && !done && (
        <Button color={gaveUp || theirs.fits === true ? 'primary' : 'default'} onClick={() => void again()}>
          {t(gaveUp || !onMatter ? 'conflict.again' : 'conflict.anew')}
        </Button>
      )}
      {refusedNow && <p className={styles.soft}>{t('conflict.notNow')}</p>}
      {onMatter && !gaveUp && !done && about.act !== 'addComment' && (
        <Button
          color={refusedNow ? 'primary' : 'default'}
          onClick={() => void outbox.sendAs(item.id, asComment(item))}
        >
          {t('conflict.asComment')}
        </Button>
      )}
      <Button color="danger" fill="outline" onClick={() => void discard()}>
        {t('conflict.discard')}
      </Button>
    </div>
  );
}
