import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Page } from 'playwright-core';
import { browserArguments, screens } from './chromium.ts';

/** A browser with a past, which may be killed and started again as a phone kills what it has no room for. */
export interface Phone {
  page(): Page;
  open(): Promise<Page>;
  kill(): Promise<void>;
}

const said = /DevTools listening on (ws:\S+)/;

export function phoneAt(folder: string): Phone {
  let child: ChildProcess | undefined;
  let shown: Page | undefined;
  return {
    page: () => {
      if (shown === undefined) throw new Error('the phone is off');
      return shown;
    },
    open: async () => {
      child = spawn(
        '/usr/bin/chromium',
        [
          ...browserArguments,
          '--headless=new',
          '--remote-debugging-port=0',
          `--user-data-dir=${folder}`,
          '--lang=zh-CN',
          '--accept-lang=zh-CN',
          'about:blank',
        ],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      const browser = await chromium.connectOverCDP(await addressOf(child));
      const context = browser.contexts()[0];
      if (context === undefined) throw new Error('the browser has no context');
      context.setDefaultTimeout(30_000);
      shown = context.pages()[0] ?? (await context.newPage());
      await shown.setViewportSize(screens.phone);
      return shown;
    },
    kill: async () => {
      shown = undefined;
      if (child === undefined || child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let told = '';
  return new Promise((found, fail) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
      const address = said.exec(told)?.[1];
      if (address !== undefined) found(address);
    });
    child.once('exit', (code) => fail(new Error(`The browser did not start (exit ${code}):\n${told}`)));
  });
}
