import { send, type Visit } from './browser.ts';

/** A matter as the server tells it after a command. */
export interface Matter {
  readonly matterId: string;
  readonly code: string;
}

/** At the door of the subdistrict's office. */
export const office = [106.25604, 29.99968] as const;

interface Facts {
  readonly typeCode: string;
  readonly title: string;
  readonly address?: string;
  /** Of whoever reported it; null where none was left. */
  readonly phone?: string | null;
}

/** What came before a journey begins: a matter that an operator registered. */
export async function registered(operator: Visit, { address, phone, ...facts }: Facts): Promise<Matter> {
  const receipt = await send(operator.page, 'POST', '/api/matters', {
    ...facts,
    requestKind: 'complaint',
    channel: 'hotline',
    place: { position: office, ...(address === undefined ? {} : { address }) },
    ...(phone === undefined ? {} : { reporter: { name: '陈女士', ...(phone === null ? {} : { phone }) } }),
  });
  return receipt as unknown as Matter;
}

/** Acts on a matter without a page, where the page of that act is seen elsewhere. */
export async function command(
  one: Visit,
  { matterId }: Matter,
  act: string,
  payload: object = {},
): Promise<void> {
  await send(one.page, 'POST', `/api/matters/${matterId}/${act}`, payload);
}
