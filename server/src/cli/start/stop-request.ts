/** Resolves at the first signal that asks this process to stop. Later ones are taken and change nothing. */
export function stopRequest(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  return promise;
}
