import type { ReactNode } from 'react';

interface IconProps {
  readonly size?: number;
  readonly children: ReactNode;
}

/** Our few own line icons, for screens that do not load an icon library. Hidden from assistive technology. */
function Icon({ size = 18, children }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

type Sized = { readonly size?: number };

export const WarningIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M12 3.500 2.500 20h19z" />
    <path d="M12 10v4.500M12 17.300v.01" />
  </Icon>
);

export const BellIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15z" />
    <path d="M10 21h4" />
  </Icon>
);

export const CopyIcon = (props: Sized) => (
  <Icon {...props}>
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M5 15H4.500A1.500 1.500 0 0 1 3 13.500v-9A1.500 1.500 0 0 1 4.500 3h9A1.500 1.500 0 0 1 15 4.500V5" />
  </Icon>
);

export const CheckIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="m4.500 12.500 5 5 10-11" />
  </Icon>
);

export const CloseIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);

export const CameraIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M4 8h3l1.500-2.500h7L17 8h3a1 1 0 0 1 1 1v9.500a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z" />
    <circle cx="12" cy="13.500" r="3.500" />
  </Icon>
);

export const FileIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M6 3h8l5 5v13H6z" />
    <path d="M14 3v5h5" />
  </Icon>
);

export const InboxIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M3 13.500 6 5h12l3 8.500V19H3z" />
    <path d="M3 13.500h5l1.500 2.500h5l1.500-2.500h5" />
  </Icon>
);

export const SendIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M20.500 4 3.500 11l6.500 2.500L12.500 20z" />
    <path d="m10 13.500 10.500-9.500" />
  </Icon>
);

export const MapIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="m3.500 6.500 5.500-2.500 6 2.500 5.500-2.500v13.500L15 20l-6-2.500-5.500 2.500z" />
    <path d="M9 4v13.500M15 6.500V20" />
  </Icon>
);

export const PersonIcon = (props: Sized) => (
  <Icon {...props}>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.500 20.500c.8-4 3.800-6 7.500-6s6.700 2 7.500 6" />
  </Icon>
);

export const HomeIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M3.500 11 12 4l8.500 7" />
    <path d="M6 9.500V20h12V9.500M10 20v-5.500h4V20" />
  </Icon>
);

export const PinIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M12 21.500s7-6.300 7-11.500a7 7 0 0 0-14 0c0 5.200 7 11.500 7 11.500z" />
    <circle cx="12" cy="10" r="2.500" />
  </Icon>
);

export const SearchIcon = (props: Sized) => (
  <Icon {...props}>
    <circle cx="10.500" cy="10.500" r="6.500" />
    <path d="m15.500 15.500 5 5" />
  </Icon>
);

export const AnswerIcon = (props: Sized) => (
  <Icon {...props}>
    <circle cx="12" cy="12" r="9" />
    <path d="M9.500 9.500a2.500 2.500 0 1 1 3.700 2.200c-.8.400-1.200 1-1.200 1.800v.5M12 17.200v.1" />
  </Icon>
);

export const MegaphoneIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M4 9.500v5h3l9 4.500V5L7 9.500zM7 14.500l1.500 5.500h2.500l-1.300-4" />
    <path d="M19 9.500a4 4 0 0 1 0 5" />
  </Icon>
);

export const ListIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M8.500 6.500H20M8.500 12H20M8.500 17.500H20M4 6.500h.01M4 12h.01M4 17.500h.01" />
  </Icon>
);

export const RoundsIcon = (props: Sized) => (
  <Icon {...props}>
    <path d="M9 4.500H6.500V20.500h11V4.500H15" />
    <path d="M9 3h6v3.500H9zM9.500 13.500l2 2 3.500-4" />
  </Icon>
);

/** Two streams that become one. */
export function Logo({ size = 28 }: Sized) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#12607a" />
      <g fill="none" strokeLinecap="round" strokeWidth="3">
        <path d="M7 8c0 6 4.500 7.500 9 9.500" stroke="#a9dbe8" />
        <path d="M25 8c0 6-4.500 7.500-9 9.500" stroke="#fff" />
        <path d="M16 17.500V25" stroke="#fff" />
      </g>
    </svg>
  );
}
