/** Without a touch for so long, whoever was here has left. */
export const idleSeconds = 90;
/** So long before that the page asks. */
export const warnSeconds = 30;

/** Whole seconds until everything is cleared: the last one is shown until it is over. */
export const secondsLeft = (lastTouchAt: number, now: number): number =>
  Math.max(0, Math.ceil((lastTouchAt + idleSeconds * 1000 - now) / 1000));

/** What counts as somebody being there. */
export const touches = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const;
