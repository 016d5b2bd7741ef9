import { createRequire } from 'node:module';
import type * as Xml from 'xmlbuilder2';

/** Loaded with the first answer in XML. */
const xmlBuilder = () => createRequire(import.meta.url)('xmlbuilder2') as typeof Xml;

export const formats = ['xml', 'json'] as const;
export type Format = (typeof formats)[number];

export type Value = string | number | boolean | null;
export interface Fields {
  readonly [name: string]: Value | Fields | Items;
}
/** Repeated elements: `items` in XML each as `<name>`, in JSON an array. */
export interface Items {
  readonly name: string;
  readonly items: readonly (Value | Fields)[];
}

/** What is answered, before it is XML or JSON: a list under a root, or one thing that is the root. */
export type Shape =
  | { readonly root: string; readonly list: Items }
  | { readonly root: string; readonly one: Fields };

const isItems = (value: Fields[string]): value is Items =>
  typeof value === 'object' && value !== null && Array.isArray((value as Items).items);

export const contentTypes: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

export const render = (format: Format, shape: Shape): string =>
  format === 'json' ? JSON.stringify(jsonOf(shape)) : xmlOf(shape);

/** The Spark convention: a root that only holds a list goes without saying, what is empty is null. */
function jsonOf(shape: Shape): unknown {
  return 'list' in shape ? shape.list.items.map(plain) : plain(shape.one);
}

function plain(value: Value | Fields): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isItems(inner) ? inner.items.map(plain) : plain(inner),
    ]),
  );
}

type Element = ReturnType<ReturnType<typeof Xml.create>['ele']>;

/** Characters that XML 1.0 knows no way to write are left out. */
function xmlOf(shape: Shape): string {
  const document = xmlBuilder().create({ version: '1.0', encoding: 'utf-8', invalidCharReplacement: '' });
  const root = document.ele(shape.root);
  if ('list' in shape) addItems(root, shape.list);
  else addFields(root, shape.one);
  return document.end();
}

function addItems(parent: Element, { name, items }: Items): void {
  for (const item of items) addValue(parent, name, item);
}

function addFields(parent: Element, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    if (isItems(value)) addItems(parent.ele(name), value);
    else addValue(parent, name, value);
  }
}

function addValue(parent: Element, name: string, value: Value | Fields): void {
  const element = parent.ele(name);
  if (typeof value === 'object' && value !== null) addFields(element, value);
  else if (value !== null && value !== '') element.txt(String(value));
}
