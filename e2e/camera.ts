import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import encodeQR from 'qr';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { browserArguments } from './chromium.ts';

const frame = { width: 640, height: 480 } as const;
const modulePx = 8;

/** A QR code as a camera would see it: a sign on a grey wall. */
async function pictureOf(text: string): Promise<Buffer> {
  const rows = encodeQR(text, 'raw', { border: 4 });
  const size = rows.length;
  const dark = rows.flatMap((row, y) =>
    row.flatMap((on, x) =>
      on ? `<rect x="${x}" y="${y}" width="1" height="1" shape-rendering="crispEdges"/>` : [],
    ),
  );
  const side = size * modulePx;
  const sign = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${size} ${size}">
    <rect width="${size}" height="${size}" fill="#fff"/>${dark.join('')}</svg>`;
  return sharp({ create: { ...frame, channels: 3, background: '#8a8f8c' } })
    .composite([{ input: Buffer.from(sign) }])
    .jpeg({ quality: 92, chromaSubsampling: '4:2:0' })
    .toBuffer();
}

/** A browser whose camera sees the QR code of a text. Closes with the test. */
export async function lookingAt(text: string): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'heliu-camera-'));
  const film = join(folder, 'sign.mjpeg');
  await writeFile(film, await pictureOf(text));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...browserArguments,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  onTestFinished(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });
  return browser;
}
