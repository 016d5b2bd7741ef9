import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UploadedEvidence, uploadEvidence, uploadReportEvidence } from '@heliu/contract/evidence';
import { matterActs, reportMatter } from '@heliu/contract/matter/endpoints';
import sharp from 'sharp';
import { z } from 'zod';
import { giveCity } from '../../test/city.ts';
import { giveAccount, type TestAccount } from '../../test/factories.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { startMailServer, type TestMailServer } from '../../test/smtp.ts';

const Uploaded = UploadedEvidence.extend({ claim: z.string().nullish() });

/** Leaks that are reported with a photo and without an account, and repaired by the water company. */
export class LeakDesk {
  app!: TestApp;
  mail!: TestMailServer;
  operator!: TestAccount;
  #dataDir!: string;
  #plumber!: TestAccount;
  #verifier!: TestAccount;
  #askers = 0;

  readonly open = async (): Promise<LeakDesk> => {
    this.#dataDir = await mkdtemp(join(tmpdir(), 'heliu-receipt-'));
    this.mail = await startMailServer();
    this.app = await startTestApp({
      dataDir: this.#dataDir,
      smtpUrl: this.mail.url,
      mailFrom: 'Heliu <noreply@city.example>',
    });
    await giveCity(this.app);
    this.#plumber = await giveAccount(this.app, { grants: [{ role: 'handler', unit: 'water', reach: 'd' }] });
    this.#verifier = await giveAccount(this.app, { grants: [{ role: 'verifier', place: 'd/t1' }] });
    this.operator = await giveAccount(this.app, { grants: [{ role: 'operator', place: 'd/t1' }] });
    return this;
  };

  readonly close = async (): Promise<void> => {
    await this.app.close();
    await this.mail.close();
    await rm(this.#dataDir, { recursive: true, force: true });
  };

  /** Each asker of the tests has an address of its own, so that none uses up another's rate. */
  readonly address = () => `198.51.100.${(this.#askers += 1)}`;

  readonly upload = async (
    path: string,
    token?: string,
    name = 'photo.png',
    bytes?: Uint8Array<ArrayBuffer>,
  ) => {
    const form = new FormData();
    form.append('commandId', randomUUID());
    const drawn = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#479' } })
      .png()
      .toBuffer();
    form.append('file', new Blob([bytes ?? new Uint8Array(drawn)]), name);
    const encoded = new Response(form);
    const reply = await this.app.inject({
      method: 'POST',
      url: path,
      remoteAddress: this.address(),
      headers: {
        'x-requested-with': 'heliu',
        'content-type': encoded.headers.get('content-type') ?? '',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
    return Uploaded.parse(reply.json());
  };

  readonly post = async (endpoint: { readonly path: string }, payload: object, from = this.address()) => {
    return this.app.inject({
      method: 'POST',
      url: endpoint.path,
      remoteAddress: from,
      headers: { 'x-requested-with': 'heliu' },
      payload,
    });
  };

  readonly reportLeak = async (reporter: object = {}, typeCode = 'AUTO-01') => {
    const photo = await this.upload(uploadReportEvidence.path);
    const reply = await this.post(reportMatter, {
      commandId: randomUUID(),
      typeCode,
      requestKind: 'help',
      title: '水管漏水',
      description: '幸福路口水管漏水',
      place: { position: [106.05, 30.05] },
      evidence: [{ fileId: photo.id, claim: photo.claim ?? undefined }],
      reporter,
    });
    const receipt = reportMatter.reply.parse(reply.json());
    return { ...receipt, receiptCode: receipt.receiptCode ?? '', photoId: photo.id };
  };

  readonly act = (
    kind: 'signFor' | 'feedBack' | 'recordPostHandlingCheck' | 'addAssist' | 'handleOnSpot' | 'addComment',
    matterId: string,
    body: object,
    who: TestAccount,
  ) =>
    this.app.call(
      matterActs[kind],
      { params: { matterId }, body: { commandId: randomUUID(), ...body } as never },
      who.token,
    );

  readonly closeLeak = async (matterId: string, result: object = { outcome: 'solved' }) => {
    const after = await this.upload(uploadEvidence.path, this.#plumber.token);
    const paper = await this.upload(
      uploadEvidence.path,
      this.#plumber.token,
      'list.txt',
      new TextEncoder().encode('名单'),
    );
    await this.act('signFor', matterId, { workOrderNo: 1 }, this.#plumber);
    const evidenceIds = [after.id, paper.id];
    await this.act(
      'feedBack',
      matterId,
      { workOrderNo: 1, ...result, note: '已修复', evidenceIds },
      this.#plumber,
    );
    const close = { ...result, reply: '已修复，谢谢' };
    const inside = await this.upload(uploadEvidence.path, this.#verifier.token);
    await this.act(
      'recordPostHandlingCheck',
      matterId,
      { result: 'passed', evidenceIds: [inside.id], close },
      this.#verifier,
    );
    return { afterId: after.id, paperId: paper.id, insideId: inside.id };
  };
}
