/** What a service worker's global offers, as far as this needs it; the library of its types excludes that of pages. */
export interface WorkerScope {
  readonly caches: CacheStorage;
  readonly clients: { claim(): Promise<void> };
  readonly location: { readonly origin: string };
  skipWaiting(): Promise<void>;
  addEventListener(
    type: 'install' | 'activate',
    listener: (event: { waitUntil(done: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { readonly request: Request; respondWith(reply: Promise<Response>): void }) => void,
  ): void;
  addEventListener(type: 'message', listener: () => void): void;
}

export interface OfflineApp {
  /** Short name of the app; its caches carry it. */
  readonly name: string;
  /** Changes with any of its files. */
  readonly version: string;
  /** Answers every address below `base`. */
  readonly page: string;
  readonly base: string;
  readonly files: readonly string[];
}

const tilePath = /^\/api\/map\/tiles\//;
/** Tiles of a district to the deepest zoom are some thousands; older ones make room. */
const mostTiles = 6_000;

/**
 * An app that starts and shows its map without a network: its own files from the version that was installed as a whole,
 * tiles as they were last seen. Everything else goes to the server: what is about people is kept sealed by the page,
 * never here.
 */
export function serveOffline(scope: WorkerScope, app: OfflineApp): void {
  const own = `heliu-${app.name}-${app.version}`;
  const tiles = `heliu-${app.name}-tiles`;
  const known = new Set(app.files);

  scope.addEventListener('install', (event) => {
    const fresh = app.files.map((file) => new Request(file, { cache: 'no-cache' }));
    event.waitUntil(scope.caches.open(own).then((cache) => cache.addAll(fresh)));
  });
  scope.addEventListener('activate', (event) => {
    event.waitUntil(dropOthers().then(() => scope.clients.claim()));
  });
  // A page says one thing only: that it is about to load anew, so the version that waits may take over.
  scope.addEventListener('message', () => void scope.skipWaiting());
  scope.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
    const below = url.pathname === app.base || url.pathname.startsWith(`${app.base}/`);
    if (request.mode === 'navigate' && below) event.respondWith(fileOf(app.page));
    else if (known.has(url.pathname)) event.respondWith(fileOf(url.pathname));
    else if (tilePath.test(url.pathname)) event.respondWith(tileOf(request));
  });

  async function dropOthers(): Promise<void> {
    const names = await scope.caches.keys();
    const old = names.filter(
      (name) => name.startsWith(`heliu-${app.name}-`) && name !== own && name !== tiles,
    );
    await Promise.all(old.map((name) => scope.caches.delete(name)));
  }

  async function fileOf(path: string): Promise<Response> {
    const cache = await scope.caches.open(own);
    return (await cache.match(path, { ignoreVary: true })) ?? fetch(path);
  }

  /** A tile of this version of the city as kept, else as the server has it, else of an earlier version. */
  async function tileOf(request: Request): Promise<Response> {
    const cache = await scope.caches.open(tiles);
    const versioned = new URL(request.url).searchParams.has('v');
    const kept = versioned ? await cache.match(request, { ignoreVary: true }) : undefined;
    if (kept !== undefined) return kept;
    try {
      const reply = await fetch(request);
      if (reply.ok) await keepTile(cache, request, reply.clone());
      return reply;
    } catch (error) {
      const earlier = await cache.match(request, { ignoreVary: true, ignoreSearch: true });
      if (earlier === undefined) throw error;
      return earlier;
    }
  }

  async function keepTile(cache: Cache, request: Request, reply: Response): Promise<void> {
    try {
      await cache.put(request, reply);
      const keys = await cache.keys();
      if (keys.length > mostTiles) await Promise.all(keys.slice(0, 500).map((key) => cache.delete(key)));
    } catch {
      // No room on the device: the map is drawn all the same.
    }
  }
}
