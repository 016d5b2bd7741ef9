import { formatTime } from '../../kernel/time/index.ts';
import { Time } from '../../kernel/ui/index.ts';

const dayLength = 'YYYY-MM-DD'.length;

/** From when until when: the day once where it begins and ends on one. */
export function Span({ from, to }: { readonly from: string; readonly to: string }) {
  const [begins, ends] = [formatTime(from, 'minute'), formatTime(to, 'minute')];
  const isOneDay = begins.slice(0, dayLength) === ends.slice(0, dayLength);
  return (
    <span>
      <Time at={from} show="absolute" />
      {' – '}
      {isOneDay ? <time dateTime={to}>{ends.slice(dayLength + 1)}</time> : <Time at={to} show="absolute" />}
    </span>
  );
}
