// Of `jstat` 1.9 what we use; it comes without types.
declare module 'jstat' {
  const jstat: {
    jStat: {
      normal: { inv(p: number, mean: number, sd: number): number };
      studentt: { inv(p: number, df: number): number };
    };
  };
  export default jstat;
}
