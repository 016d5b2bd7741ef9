import type { PushSubscription as Subscribed } from '@heliu/contract/notices/push';

const script = '/push-worker.js';
/** Below every page, so that it gets in the way of no other service worker. */
const scope = '/push/';

export type PushFault = 'denied' | 'service';

/** Only pages in a secure context have all of it; iOS only apps on the home screen. */
export const canPush = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const registered = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker.getRegistration(scope);

/** The subscription of this browser, as the server takes it. */
export async function pushHere(): Promise<Subscribed | undefined> {
  if (!canPush() || Notification.permission !== 'granted') return undefined;
  const found = await (await registered())?.pushManager.getSubscription();
  return found === null || found === undefined ? undefined : partsOf(found);
}

/** Asks the person, then the browser's push service. To be called on a click. */
export async function startPush(publicKey: string): Promise<Subscribed | PushFault> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  try {
    const registration = await navigator.serviceWorker.register(script, { scope });
    await active(registration);
    const { pushManager } = registration;
    // One that was made for another key takes nothing of ours.
    await (await pushManager.getSubscription())?.unsubscribe();
    return partsOf(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }));
  } catch {
    return 'service';
  }
}

export async function stopPush(): Promise<void> {
  await (await registered())?.unregister();
}

async function active({ installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (coming === null) return;
  await new Promise<void>((done, fail) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') done();
      if (coming.state === 'redundant') fail(new Error('the worker was not installed'));
    });
  });
}

function partsOf(subscription: PushSubscription): Subscribed {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? '', p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' };
}
