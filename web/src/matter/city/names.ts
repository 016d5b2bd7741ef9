import type { CityOverview, GridEntry, OfferedType } from '@heliu/contract/city/overview';
import type { ReasonedAct } from '@heliu/contract/city/wording';
import type { Text } from '@heliu/contract/text';

/** A city's codes with what they are called, present and former; an unknown code is its own name. */
export class CityNames {
  readonly city: CityOverview;
  readonly types: ReadonlyMap<string, OfferedType>;
  readonly #types = new Map<string, Text>();
  readonly #places = new Map<string, { readonly name: Text; readonly parent: string | null }>();
  readonly #units = new Map<string, Text>();
  readonly #channels = new Map<string, Text>();
  readonly #kinds = new Map<string, Text>();
  readonly #reasons = new Map<string, Text>();

  constructor(city: CityOverview, grids: readonly GridEntry[]) {
    this.city = city;
    this.types = new Map(city.types.map((type) => [type.code, type]));
    for (const { code, name } of [...city.formerTypes, ...city.types]) this.#types.set(code, name);
    for (const { code, name } of [...city.formerUnits, ...city.units]) this.#units.set(code, name);
    for (const { code, name, parentCode } of city.formerPlaces) {
      this.#places.set(code, { name, parent: parentCode });
    }
    for (const { code, name, parentCode } of city.divisions) {
      this.#places.set(code, { name, parent: parentCode });
    }
    for (const { code, name, communityCode } of grids) {
      this.#places.set(code, { name, parent: communityCode });
    }
    for (const { code, name } of city.channels) this.#channels.set(code, name);
    for (const { kind, name } of city.requestKinds) this.#kinds.set(kind, name);
    for (const [act, reasons] of Object.entries(city.reasons)) {
      for (const { code, text } of reasons) this.#reasons.set(`${act} ${code}`, text);
    }
  }

  type = (code: string): Text => this.#types.get(code) ?? same(code);
  unit = (code: string): Text => this.#units.get(code) ?? same(code);
  place = (code: string): Text => this.#places.get(code)?.name ?? same(code);
  channel = (code: string): Text => this.#channels.get(code) ?? same(code);
  kind = (code: string): Text => this.#kinds.get(code) ?? same(code);
  reason = (act: ReasonedAct, code: string): Text => this.#reasons.get(`${act} ${code}`) ?? same(code);

  /** The place and what lies above it, innermost first; the district goes without saying. */
  placeLine(code: string): Text[] {
    const line: Text[] = [];
    let at: string | null = code;
    while (at !== null && at !== this.city.districtCode && line.length < 6) {
      line.push(this.place(at));
      at = this.#places.get(at)?.parent ?? null;
    }
    return line.length === 0 ? [this.place(code)] : line;
  }

  /** That line in words. The name of a grid may carry that of its community, which is then not said again. */
  placeWords(code: string, show: (text: Text) => string): string[] {
    const words = this.placeLine(code).map(show);
    return words.filter((word, i) => !words.some((other, at) => at < i && other.includes(word)));
  }

  /** Question and answer of a type in words, for the answers that were given. */
  answers(typeCode: string, answers: Readonly<Record<string, string>>): { question: Text; answer: Text }[] {
    const questions = this.types.get(typeCode)?.questions ?? [];
    return Object.entries(answers).map(([code, answer]) => {
      const question = questions.find((one) => one.code === code);
      const option = question?.options.find((one) => one.code === answer);
      return { question: question?.text ?? same(code), answer: option?.text ?? same(answer) };
    });
  }
}

const same = (code: string): Text => ({ zh: code, en: code });
