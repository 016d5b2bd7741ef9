import type { PushedNotice } from '@heliu/contract/notices/push';

/** What a service worker's global offers, as far as this needs it; the library of its types excludes that of pages. */
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: object): Promise<readonly { readonly url: string; focus(): Promise<unknown> }[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly location: { readonly origin: string };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', listener: () => void): void;
  addEventListener(type: 'push', listener: (event: Lasting & { data: Message | null }) => void): void;
  addEventListener(
    type: 'notificationclick',
    listener: (event: Lasting & { notification: Notification }) => void,
  ): void;
}

interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}

interface Message {
  json(): unknown;
}

const scope = globalThis as unknown as Scope;

scope.addEventListener('install', () => void scope.skipWaiting());

scope.addEventListener('push', (event) => {
  // Our own server's, encrypted for this browser: nobody else can have written it.
  const told = event.data?.json() as PushedNotice | undefined;
  if (told !== undefined) event.waitUntil(show(told));
});

scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(String(event.notification.data), scope.location.origin).href));
});

const show = ({ id, title, text, language, page, urgent }: PushedNotice): Promise<void> =>
  scope.registration.showNotification(title, {
    body: text,
    // A repeat takes the place of the first.
    tag: id,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    icon: '/field-192.png',
    requireInteraction: urgent,
    data: page,
  });

/** The window that shows the page already, else a new one: what is being filled in elsewhere is left alone. */
async function open(address: string): Promise<void> {
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find(({ url }) => url === address);
  await (shown === undefined ? scope.clients.openWindow(address) : shown.focus());
}
