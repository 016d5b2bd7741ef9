import { SearchOutlined } from './icons.tsx';
import { Input, type InputRef } from 'antd';
import { type Ref, useEffect, useRef, useState } from 'react';

/** Long enough that a word is typed to its end, short enough that nobody looks for a button. */
const pauseMs = 300;

interface SearchFieldProps {
  readonly value: string | undefined;
  readonly onSeek: (text: string | undefined) => void;
  readonly label: string;
  readonly width: number | '100%';
  readonly ref?: Ref<InputRef>;
}

/** Looks for what is typed after a pause, on Enter at once; words that are still being composed are waited for. */
export function SearchField({ value, onSeek, label, width, ref }: SearchFieldProps) {
  const { text, type, seek } = useTyped(value, onSeek);
  return (
    <Input
      ref={ref ?? null}
      value={text}
      prefix={<SearchOutlined />}
      placeholder={label}
      aria-label={label}
      allowClear
      style={{ width }}
      onChange={({ target, nativeEvent }) =>
        type(target.value, (nativeEvent as InputEvent).isComposing ? undefined : pauseMs)
      }
      onCompositionEnd={({ currentTarget }) => type(currentTarget.value, pauseMs)}
      onPressEnter={({ nativeEvent }) => nativeEvent.isComposing || seek(text)}
      onBlur={() => seek(text)}
      onClear={() => seek('')}
    />
  );
}

/** What stands in the field. A value that comes from elsewhere replaces it; one that was sent from here does not. */
function useTyped(value: string | undefined, onSeek: (text: string | undefined) => void) {
  const [text, setText] = useState(value ?? '');
  const sent = useRef<(string | undefined)[]>([value]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const index = sent.current.indexOf(value);
    if (index < 0) {
      clearTimeout(timer.current);
      setText(value ?? '');
    }
    sent.current = index < 0 ? [value] : sent.current.slice(index);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const seek = (typed: string): void => {
    clearTimeout(timer.current);
    const wanted = typed.trim() || undefined;
    if (wanted === sent.current.at(-1)) return;
    sent.current.push(wanted);
    onSeek(wanted);
  };
  const type = (typed: string, waitMs: number | undefined): void => {
    setText(typed);
    clearTimeout(timer.current);
    if (waitMs !== undefined) timer.current = setTimeout(() => seek(typed), waitMs);
  };
  return { text, type, seek };
}
