import { describe, expect, it } from 'vitest';
import { provenCalibration, readBy } from '../../../src/domain/grade/calibration.ts';
import { calibrated, calibrationFrom, logistic, logit } from '../../../src/domain/platt.ts';

/** A hundred rulings for each logit, of which as many are right as the truth says. */
function rulings(truth: (logit: number) => number, count = 100) {
  return [-3, -2, -1, 0, 1, 2, 3].flatMap((at) =>
    Array.from({ length: count }, (_, i) => ({ probability: logistic(at), right: i < Math.round(count * logistic(truth(at))) })),
  );
}

describe('a calibration', () => {
  it('leaves all as it is where there are no rulings', () => {
    expect(calibrationFrom([])).toEqual({ slope: 1, offset: 0 });
    expect(calibrated(0.3)).toBeCloseTo(0.3);
  });

  it.each([
    [1, 0],
    [1, -1.5],
    [0.5, 0.7],
    [1.6, 1],
  ])('finds slope %f and offset %f in many rulings', (slope, offset) => {
    const found = calibrationFrom(rulings((at) => slope * at + offset));
    expect(found.slope).toBeCloseTo(slope, 0.7);
    expect(found.offset).toBeCloseTo(offset, 0.7);
  });

  it('moves little for a few', () => {
    const { slope, offset } = calibrationFrom([{ probability: 0.9, right: false }]);
    expect(Math.abs(slope - 1)).toBeLessThan(0.4);
    expect(Math.abs(offset)).toBeLessThan(0.8);
  });

  it('never turns the order round, and stays finite', () => {
    expect(calibrationFrom(rulings((at) => -at)).slope).toBe(0);
    const certain = Array.from({ length: 1000 }, () => ({ probability: 1, right: false }));
    const { slope, offset } = calibrationFrom(certain);
    expect([slope, offset].every(Number.isFinite)).toBe(true);
    expect(calibrated(1, { slope, offset })).toBeLessThan(0.5);
  });
});

it('certainty has a finite logit', () => {
  expect(logit(0)).toBeCloseTo(-6.9, 1);
  expect(logit(1)).toBeCloseTo(6.9, 1);
});

describe('a calibration that is proven', () => {
  it('needs a dozen rulings, some on either side', () => {
    const harsh = [0.9, 0.8, 0.95, 0.7, 0.85, 0.9, 0.6, 0.8].map((probability) => ({ probability, right: false }));
    const mild = [0.97, 0.98, 0.99].map((probability) => ({ probability, right: true }));
    expect(provenCalibration([...harsh, ...mild])).toBeUndefined();
    expect(provenCalibration([...harsh, ...harsh])).toBeUndefined();
    expect(provenCalibration([...harsh, ...mild, ...mild])).toMatchObject({ rulings: 12 });
  });

  it('is none where the rulings say what was said before', () => {
    expect(provenCalibration(rulings((at) => at, 10))).toBeUndefined();
  });

  it('takes decisions back while rulings are few, and gives some once there are fifty', () => {
    const few = provenCalibration(rulings((at) => at + 2, 4));
    expect(readBy(0.9, few).low).toBe(0.9);
    expect(readBy(0.9, few).high).toBeGreaterThan(0.9);
    expect(readBy(0.9, few).likely).toBeGreaterThan(0.9);
    const many = provenCalibration(rulings((at) => at + 2, 10));
    expect(readBy(0.9, many).low).toBeGreaterThan(0.9);
    const harsh = provenCalibration(rulings((at) => at - 2, 4));
    expect(readBy(0.95, harsh).low).toBeLessThan(0.95);
  });
});
