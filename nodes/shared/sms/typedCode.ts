import { toLatinDigits } from './digits';

/** What people put between the digits of a code, and what copying brings along. */
const DECORATION = /[\s\p{Cf}\p{Pd}]/gu;

/** A verification code as people type it, `۱۲۳ ۴۵۶` or `123-456`, in its plain form, `123456`. */
export function plainCode(typed: string): string {
	return toLatinDigits(typed).replace(DECORATION, '');
}
