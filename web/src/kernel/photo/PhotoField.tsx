import { photoTypes, uploadLimitBytes } from '@heliu/contract/evidence';
import { FilePicker } from '../ui/FilePicker.tsx';

interface PhotoFieldProps {
  readonly value: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
  readonly maxCount: number;
}

const rule = { accept: ['image/*', ...photoTypes.map((name) => `.${name}`)], maxBytes: uploadLimitBytes };

/** Photos that stay on the device until they are sent; `photosOf` makes them small as they are stored. */
export const PhotoField = ({ value, onChange, maxCount }: PhotoFieldProps) => (
  <FilePicker value={value} onChange={onChange} rule={{ ...rule, maxCount }} photos />
);
