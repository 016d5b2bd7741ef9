import { photoTypes, uploadLimitBytes } from '@heliu/contract/evidence';
import { useState } from 'react';
import { useKernelTexts } from '../i18n/texts.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { shrinkPhoto } from './shrink.ts';

interface PhotoFieldProps {
  readonly value: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
  readonly maxCount: number;
}

const rule = { accept: ['image/*', ...photoTypes.map((name) => `.${name}`)], maxBytes: uploadLimitBytes };

/** Photos that stay on the device until they are sent, made small as they are chosen. */
export function PhotoField({ value, onChange, maxCount }: PhotoFieldProps) {
  const t = useKernelTexts();
  const [working, setWorking] = useState(false);
  const change = async (files: readonly File[]): Promise<void> => {
    setWorking(true);
    onChange(await Promise.all(files.map(async (file) => (value.includes(file) ? file : small(file)))));
    setWorking(false);
  };
  return (
    <>
      <FilePicker
        value={value}
        onChange={(files) => void change(files)}
        rule={{ ...rule, maxCount }}
        photos
        disabled={working}
      />
      <output>{working && t('files.working')}</output>
    </>
  );
}

async function small(file: File): Promise<File> {
  const made = await shrinkPhoto(file);
  if (made === file) return file;
  const name = file.name.replace(/\.\w+$/, '.jpg');
  return new File([made], name, { type: made.type, lastModified: file.lastModified });
}
