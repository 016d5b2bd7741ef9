import { XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * GeoReport v2 field by field, written from the text of the standard (wiki.open311.org/GeoReport_v2) and of its updates
 * extension; nothing here is taken from the server that it judges.
 */
type Kind = 'text' | 'boolean' | 'number' | 'instant' | readonly string[] | Item;

interface Field {
  readonly kind: Kind;
  /** What may not be empty. */
  readonly needed?: true;
}

interface Item {
  readonly item: string;
  readonly fields: Readonly<Record<string, Field>> | 'text';
}

interface Resource {
  readonly root: string;
  /** Name of the repeated element; a resource without one is the root itself. */
  readonly item?: string;
  readonly fields: Readonly<Record<string, Field>>;
}

const text: Field = { kind: 'text' };
const name: Field = { kind: 'text', needed: true };
const instant: Field = { kind: 'instant' };

const value: Item = { item: 'value', fields: { key: name, name } };
const attribute: Item = {
  item: 'attribute',
  fields: {
    variable: { kind: 'boolean', needed: true },
    code: name,
    datatype: {
      kind: ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'],
      needed: true,
    },
    required: { kind: 'boolean', needed: true },
    datatype_description: text,
    order: { kind: 'number', needed: true },
    description: text,
    values: { kind: value },
  },
};
const endpoint: Item = {
  item: 'endpoint',
  fields: {
    specification: name,
    url: name,
    changeset: instant,
    type: { kind: ['production', 'test', 'dev'], needed: true },
    formats: { kind: { item: 'format', fields: 'text' }, needed: true },
  },
};

export const georeport = {
  discovery: {
    root: 'discovery',
    fields: {
      changeset: instant,
      contact: text,
      key_service: text,
      endpoints: { kind: endpoint, needed: true },
    },
  },
  services: {
    root: 'services',
    item: 'service',
    fields: {
      service_code: name,
      service_name: name,
      description: text,
      metadata: { kind: 'boolean', needed: true },
      type: { kind: ['realtime', 'batch', 'blackbox'], needed: true },
      keywords: text,
      group: text,
    },
  },
  definition: {
    root: 'service_definition',
    fields: { service_code: name, attributes: { kind: attribute, needed: true } },
  },
  requests: {
    root: 'service_requests',
    item: 'request',
    fields: {
      service_request_id: name,
      status: { kind: ['open', 'closed'], needed: true },
      status_notes: text,
      service_name: name,
      service_code: name,
      description: text,
      agency_responsible: text,
      service_notice: text,
      requested_datetime: { kind: 'instant', needed: true },
      updated_datetime: instant,
      expected_datetime: instant,
      address: text,
      address_id: text,
      zipcode: text,
      lat: { kind: 'number' },
      long: { kind: 'number' },
      media_url: text,
    },
  },
  sent: {
    root: 'service_requests',
    item: 'request',
    fields: { service_request_id: name, service_notice: text, account_id: text },
  },
  token: {
    root: 'service_requests',
    item: 'request',
    fields: { service_request_id: text, token: name },
  },
  updates: {
    root: 'service_request_updates',
    item: 'request_update',
    fields: {
      update_id: name,
      service_request_id: name,
      status: { kind: ['open', 'closed'] },
      updated_datetime: { kind: 'instant', needed: true },
      description: text,
      media_url: text,
    },
  },
  errors: {
    root: 'errors',
    item: 'error',
    fields: { code: { kind: 'number', needed: true }, description: name },
  },
} as const satisfies Record<string, Resource>;

/** An instant with its zone, as the standard has it. */
const w3cInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;

/** What is wrong with one plain value; in XML everything is text. */
function wrong(kind: Exclude<Kind, Item>, found: unknown, isXml: boolean): boolean {
  if (kind === 'boolean') return isXml ? found !== 'true' && found !== 'false' : typeof found !== 'boolean';
  if (kind === 'number') {
    return isXml
      ? !/^-?\d+(\.\d+)?$/.test(String(found))
      : typeof found !== 'number' || !Number.isFinite(found);
  }
  if (typeof found !== 'string') return true;
  if (kind === 'instant') return !w3cInstant.test(found) || Number.isNaN(Date.parse(found));
  return kind !== 'text' && !kind.includes(found);
}

const isItem = (kind: Kind): kind is Item => typeof kind === 'object' && 'item' in kind;
const isEmpty = (found: unknown): boolean => found === undefined || found === null || found === '';

function inField(path: string, { kind, needed }: Field, found: unknown, isXml: boolean): string[] {
  if (isEmpty(found)) return needed === true ? [`${path} is empty`] : [];
  if (!isItem(kind)) return wrong(kind, found, isXml) ? [`${path} is ${JSON.stringify(found)}`] : [];
  const inner = isXml ? [(found as Record<string, unknown>)[kind.item] ?? []].flat() : found;
  if (!Array.isArray(inner)) return [`${path} is no list`];
  return inner.flatMap((one: unknown, i) => {
    const at = `${path}.${kind.item}[${i}]`;
    return kind.fields === 'text' ? inField(at, name, one, isXml) : inFields(at, kind.fields, one, isXml);
  });
}

function inFields(
  path: string,
  fields: Readonly<Record<string, Field>>,
  found: unknown,
  isXml: boolean,
): string[] {
  if (typeof found !== 'object' || found === null) return [`${path} is ${JSON.stringify(found)}`];
  const given = found as Record<string, unknown>;
  const unknown = Object.keys(given).filter((one) => !Object.hasOwn(fields, one));
  return [
    ...unknown.map((one) => `${path}.${one} is not in the standard`),
    ...Object.entries(fields).flatMap(([field, what]) => [
      ...(Object.hasOwn(given, field) ? [] : [`${path}.${field} is missing`]),
      ...inField(`${path}.${field}`, what, given[field], isXml),
    ]),
  ];
}

const inItems = ({ item, fields }: Resource, items: readonly unknown[], isXml: boolean): string[] =>
  items.flatMap((one, i) => inFields(`${item ?? ''}[${i}]`, fields, one, isXml));

/** What in a JSON answer is not as the standard has it. */
export function faultsInJson(resource: Resource, body: string): string[] {
  const found: unknown = JSON.parse(body);
  if (resource.item === undefined) return inFields(resource.root, resource.fields, found, false);
  return Array.isArray(found) ? inItems(resource, found, false) : ['the answer is no list'];
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true });

/** What in an XML answer is not as the standard has it. */
export function faultsInXml(resource: Resource, body: string): string[] {
  const valid = XMLValidator.validate(body);
  if (valid !== true) return [`not well-formed: ${valid.err.msg}`];
  const { '?xml': _head, ...document } = parser.parse(body) as Record<string, unknown>;
  const [root, ...more] = Object.keys(document);
  if (root !== resource.root || more.length > 0) return [`the root is ${Object.keys(document).join(', ')}`];
  const found = document[root];
  if (resource.item === undefined) return inFields(root, resource.fields, found, true);
  if (found === '') return [];
  const { [resource.item]: items = [], ...others } = found as Record<string, unknown>;
  const strange = Object.keys(others).map((one) => `${root}.${one} is not in the standard`);
  return [...strange, ...inItems(resource, [items].flat(), true)];
}
