import { RESULT_CODES as RAYGAN } from '../../nodes/RayganSms/api/resultCodes';
import { DONE_CODES, RESULT_CODES as TURKEY } from '../../nodes/TurkeySms/api/resultCodes';
import { RAYGAN_CODES, TURKEY_CODES, TURKEY_DONE_CODES } from '../fixtures/resultCodes';

const TABLES = [
	['Raygan SMS', RAYGAN, RAYGAN_CODES],
	['TurkeySMS', TURKEY, TURKEY_CODES],
] as const;

describe.each(TABLES)('%s', (_, table, documented) => {
	const entries = Object.entries(table);

	test('has every documented code of a fault, and no other', () => {
		expect(entries.map(([code]) => code)).toEqual(documented.map(({ code }) => code));
	});

	test.each(entries)('%s is a meaning and a mend, in the style of n8n', (_code, entry) => {
		for (const text of [entry.meaning, entry.whatToDo]) {
			expect(text).toMatch(/^[A-Z].*[^.\s]$/);
			expect(text).not.toMatch(/\b(error|problem|failure|mistake)s?\b/i);
		}
	});
});

test('TurkeySMS has every documented code that is no fault', () => {
	expect(Object.keys(DONE_CODES)).toEqual(TURKEY_DONE_CODES);
});
