import { toLatinDigits } from './digits';

const LENGTH = 10;

/**
 * The last ten digits of a number in any written form, in Latin digits: equal for `+98911…`, `0911…` and
 * `911…`, so that numbers of different hands can be joined. Fewer where the number has fewer.
 */
export function numberTail(written: string): string {
	return toLatinDigits(written).replace(/\D/g, '').slice(-LENGTH);
}
