import { simulateRoute } from '@heliu/contract/city-api';
import type { CityOverview } from '@heliu/contract/city/overview';
import type { RequestKind } from '@heliu/contract/city/matter-type';
import type { Position } from '@heliu/contract/geo';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { instantOf, Panel, Stack, useFormFaults } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { ErrorState, PageSkeleton, Refusal } from '../../kernel/ui/index.ts';
import styles from '../city.module.css';
import { useTexts } from '../texts.ts';
import { useCity } from '../use-city.ts';
import { PlaceInput } from './PlaceInput.tsx';
import { RouteSteps } from './RouteSteps.tsx';

export interface TriedPlace {
  readonly position?: Position | undefined;
  readonly placeCode?: string | undefined;
  readonly words?: string | undefined;
}

interface Tried {
  readonly typeCode?: string | null;
  readonly requestKind?: RequestKind | null;
  readonly channel?: string | null;
  readonly place?: TriedPlace;
  readonly at?: Dayjs | null;
  readonly text?: string;
  readonly answers?: Readonly<Record<string, string | undefined>>;
}

/** Tries the rules on a matter that does not exist: who would get it, and why. */
export function Simulator() {
  const city = useCity();
  if (city.error !== null) return <ErrorState error={city.error} onRetry={() => void city.refetch()} />;
  return city.data === undefined ? <PageSkeleton /> : <SimulatorForm city={city.data} />;
}

function SimulatorForm({ city }: { readonly city: CityOverview }) {
  const t = useTexts();
  const [form] = Form.useForm<Tried>();
  const tried = useCommand(simulateRoute);
  useFormFaults(form, tried.error);
  const send = ({ place, at, answers, ...facts }: Tried): void => {
    const given = Object.entries(answers ?? {}).flatMap(([code, answer]) =>
      answer === undefined ? [] : [[code, answer] as const],
    );
    void tried.run({
      body: {
        typeCode: facts.typeCode ?? null,
        requestKind: facts.requestKind ?? null,
        channel: facts.channel ?? null,
        text: facts.text ?? '',
        answers: Object.fromEntries(given),
        ...(place?.position === undefined
          ? { placeCode: place?.placeCode ?? null }
          : { position: place.position }),
        ...(at == null ? {} : { at: instantOf(at).toISOString() }),
      },
    });
  };
  return (
    <div className={styles.twoColumns}>
      <Panel title={t('simulator.title')}>
        <Form form={form} name="simulator" layout="vertical" requiredMark={false} onFinish={send}>
          <FactFields city={city} />
          <Stack>
            <Refusal error={tried.error} onRetry={() => form.submit()} />
            <div>
              <Button type="primary" htmlType="submit" loading={tried.pending}>
                {t('simulator.run')}
              </Button>
            </div>
          </Stack>
        </Form>
      </Panel>
      <div aria-live="polite">
        {tried.reply === undefined ? (
          <Panel>
            <p className={styles.soft}>{t('simulator.hint')}</p>
          </Panel>
        ) : (
          <RouteSteps routing={tried.reply} />
        )}
      </div>
    </div>
  );
}

function FactFields({ city }: { readonly city: CityOverview }) {
  const t = useTexts();
  const show = useShow();
  const types = city.classes.map((one) => ({
    label: show(one.name),
    options: city.types
      .filter(({ classCode }) => classCode === one.code)
      .map(({ code, name }) => ({ value: code, label: show(name), words: `${code} ${name.zh} ${name.en}` })),
  }));
  return (
    <>
      <Form.Item name="typeCode" label={t('simulator.type')}>
        <Select
          allowClear
          placeholder={t('simulator.unknown')}
          options={types.filter(({ options }) => options.length > 0)}
          showSearch={{
            filterOption: (text, option) =>
              option !== undefined &&
              'words' in option &&
              typeof option.words === 'string' &&
              option.words.toLowerCase().includes(text.toLowerCase()),
          }}
        />
      </Form.Item>
      <Answers city={city} />
      <div className={styles.pair}>
        <Form.Item name="requestKind" label={t('simulator.kind')}>
          <Select
            allowClear
            placeholder={t('simulator.unknown')}
            options={city.requestKinds.map(({ kind, name }) => ({ value: kind, label: show(name) }))}
          />
        </Form.Item>
        <Form.Item name="channel" label={t('simulator.channel')}>
          <Select
            allowClear
            placeholder={t('simulator.unknown')}
            options={city.channels.map(({ code, name }) => ({ value: code, label: show(name) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="place" label={t('simulator.place')}>
        <PlaceInput />
      </Form.Item>
      <Form.Item name="at" label={t('simulator.at')}>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          placeholder={t('simulator.now')}
        />
      </Form.Item>
      <Form.Item name="text" label={t('simulator.words')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20_000} />
      </Form.Item>
    </>
  );
}

/** Questions of the chosen type. */
function Answers({ city }: { readonly city: CityOverview }) {
  const t = useTexts();
  const show = useShow();
  const typeCode = Form.useWatch<string | undefined>('typeCode');
  const questions = city.types.find(({ code }) => code === typeCode)?.questions ?? [];
  return questions.map(({ code, text, options }) => (
    <Form.Item key={`${typeCode} ${code}`} name={['answers', code]} label={show(text)} preserve={false}>
      <Select
        allowClear
        placeholder={t('simulator.unanswered')}
        options={options.map((option) => ({ value: option.code, label: show(option.text) }))}
      />
    </Form.Item>
  ));
}
