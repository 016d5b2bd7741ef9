import type { MatterType } from '@heliu/contract/city/matter-type';
import type { Language } from '@heliu/contract/text';
import type { City } from '../city/index.ts';
import { typesOpenOn } from '../matter/index.ts';
import { notFound } from './errors.ts';
import type { Fields, Shape } from './shape.ts';

/** Types that residents may report now. */
export const servicesOf = (city: City, now: number): MatterType[] =>
  typesOpenOn(city, now).filter(({ forResidents }) => forResidents);

/** Codes of the types whose matters are in public lists; what is between people is looked up by its code alone. */
export const listedTypes = (city: City): string[] =>
  city.pack.types
    .filter(
      ({ classCode, forResidents }) => forResidents && city.index.classes.get(classCode)?.listed !== false,
    )
    .map(({ code }) => code);

const serviceFields = (type: MatterType, city: City, language: Language): Fields => ({
  service_code: type.code,
  service_name: type.name[language],
  description: type.description[language],
  metadata: type.questions.length > 0,
  type: 'realtime',
  keywords: type.keywords[language].join(', '),
  group: city.index.classes.get(type.classCode)?.name[language] ?? null,
});

export const serviceList = (city: City, now: number, language: Language): Shape => ({
  root: 'services',
  list: {
    name: 'service',
    items: servicesOf(city, now).map((type) => serviceFields(type, city, language)),
  },
});

export function serviceDefinition(city: City, code: string, now: number, language: Language): Shape {
  const type = servicesOf(city, now).find((one) => one.code === code);
  if (type === undefined) throw notFound('service_code', code);
  const hint = language === 'zh' ? '请选择一项' : 'Choose one';
  return {
    root: 'service_definition',
    one: {
      service_code: type.code,
      attributes: {
        name: 'attribute',
        items: type.questions.map((question, no) => ({
          variable: true,
          code: question.code,
          datatype: 'singlevaluelist',
          required: question.required,
          datatype_description: hint,
          order: no + 1,
          description: question.text[language],
          values: {
            name: 'value',
            items: question.options.map(({ code: key, text }) => ({ key, name: text[language] })),
          },
        })),
      },
    },
  };
}
