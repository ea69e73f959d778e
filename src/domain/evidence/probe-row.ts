/** One probe as reports count it: what a learner could still say of an item, so long after they last saw it. */
export type ProbeRow = {
  learner: string;
  deck: string;
  item: string;
  topic: string;
  /** As it happened: what was to come after a day and had to wait for a weekend is of three days. */
  horizon: '24h' | '72h' | '7d';
  arm: 'day' | 'week' | 'both' | 'control';
  /** Since the learner last saw the item; none where nothing was answered. */
  elapsedHours?: number;
  outcome: 'recalled' | 'missed' | 'missing';
};
