import { toLatinDigits, withoutUnseen } from './digits';

/** What people put between the digits of a code. */
const DECORATION = /[\s\p{Pd}]/gu;

/** A verification code as people type it, `۱۲۳ ۴۵۶` or `123-456`, in its plain form, `123456`. */
export function plainCode(typed: string): string {
	return withoutUnseen(toLatinDigits(typed)).replace(DECORATION, '');
}
