import { randomUUID } from 'node:crypto';
import { uploadEvidence } from '@heliu/contract/evidence';
import { picture } from '../src/evidence/test-photos.ts';
import type { TestApp } from './harness.ts';

/** Uploads a file as an account. @returns its id. */
async function upload(app: TestApp, token: string, content: Blob, name: string): Promise<string> {
  const form = new FormData();
  form.append('commandId', randomUUID());
  form.append('file', content, name);
  const encoded = new Response(form);
  const reply = await app.inject({
    method: 'POST',
    url: uploadEvidence.path,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': encoded.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  });
  if (reply.statusCode !== 200) throw new Error(reply.body);
  const { id }: { id: string } = reply.json();
  return id;
}

export const uploadText = (app: TestApp, token: string, words: string): Promise<string> =>
  upload(app, token, new Blob([words], { type: 'text/plain' }), 'note.txt');

export async function uploadPhoto(app: TestApp, token: string): Promise<string> {
  const jpeg = await picture(64, 48).jpeg().toBuffer();
  return upload(app, token, new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), 'photo.jpg');
}
