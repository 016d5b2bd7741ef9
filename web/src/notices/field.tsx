import { getPush } from '@heliu/contract/notices';
import { MobileCard } from '../kernel/mobile/index.ts';
import { useEndpoint } from '../kernel/query/index.ts';
import { PushBrowsers } from './PushBrowsers.tsx';
import { useTexts } from './texts.ts';
import { useKeptPush } from './use-kept-push.ts';

/** Pushed notices on an officer's phone, where this installation has them. */
export function PushCard() {
  const t = useTexts();
  const { data } = useEndpoint(getPush, {});
  useKeptPush('field');
  if (data === undefined || data.publicKey === null) return null;
  return (
    <MobileCard title={t('channel.push')}>
      <PushBrowsers app="field" />
    </MobileCard>
  );
}
