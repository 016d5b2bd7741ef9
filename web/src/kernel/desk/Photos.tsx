import { getEvidence } from '@heliu/contract/evidence';
import { Image } from 'antd';
import type { ReactNode } from 'react';
import { addressOf } from '../api/index.ts';
import styles from './desk.module.css';

interface ShownPhoto {
  readonly fileId: string;
  readonly alt: string;
  /** What stands under it. */
  readonly under?: ReactNode;
}

const address = (id: string, size: 'full' | 'thumb'): string =>
  addressOf(getEvidence, { params: { id }, query: { size } });

/** Photos as thumbnails, each to be looked at large. */
export function Photos({ photos }: { readonly photos: readonly ShownPhoto[] }) {
  if (photos.length === 0) return null;
  return (
    <Image.PreviewGroup>
      <ul className={styles.photos}>
        {photos.map(({ fileId, alt, under }) => (
          <li key={fileId}>
            <Image
              src={address(fileId, 'thumb')}
              preview={{ src: address(fileId, 'full') }}
              alt={alt}
              width={132}
              height={100}
              style={{ objectFit: 'cover', borderRadius: 6 }}
            />
            {under}
          </li>
        ))}
      </ul>
    </Image.PreviewGroup>
  );
}
