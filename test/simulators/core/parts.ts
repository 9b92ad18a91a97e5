const GSM_BASIC = new Set(
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
		'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_EXTENSION = new Set('\f^{}\\[~]|€');
const TURKISH_SHIFT = new Set('ĞİŞçğış');

export interface PartCount {
	encoding: 'gsm7' | 'gsm7-turkish' | 'ucs2';
	parts: number;
}

/**
 * Counts the parts of a text as the simulated network bills them: GSM-7 160 or 153 septets a part,
 * with the Turkish single shift table 155 or 149, UCS-2 70 or 67 code units. A pair is never split.
 * @param form `turkish` also tries the Turkish table, `unicode` always takes UCS-2
 */
export function countParts(
	text: string,
	form: 'plain' | 'turkish' | 'unicode' = 'plain',
): PartCount {
	const characters = [...text];
	const fits = (...tables: Array<Set<string>>) =>
		characters.every((character) => tables.some((table) => table.has(character)));
	const septets = characters.map((character) => (GSM_BASIC.has(character) ? 1 : 2));
	if (form !== 'unicode' && fits(GSM_BASIC, GSM_EXTENSION)) {
		return { encoding: 'gsm7', parts: fill(septets, 160, 153) };
	}
	if (form === 'turkish' && fits(GSM_BASIC, GSM_EXTENSION, TURKISH_SHIFT)) {
		return { encoding: 'gsm7-turkish', parts: fill(septets, 155, 149) };
	}
	const units = characters.map((character) => character.length);
	return { encoding: 'ucs2', parts: fill(units, 70, 67) };
}

function fill(costs: number[], whole: number, perPart: number): number {
	if (costs.reduce((sum, cost) => sum + cost, 0) <= whole) return 1;
	let parts = 1;
	let used = 0;
	for (const cost of costs) {
		if (used + cost > perPart) {
			parts += 1;
			used = 0;
		}
		used += cost;
	}
	return parts;
}
