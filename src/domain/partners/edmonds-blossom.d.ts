// It comes without types. Gives for each person their partner's number, or −1.
declare module 'edmonds-blossom-fixed' {
  export default function maxWeightMatching(
    edges: readonly (readonly [one: number, other: number, weight: number])[],
    maxCardinality?: boolean,
  ): readonly number[];
}
