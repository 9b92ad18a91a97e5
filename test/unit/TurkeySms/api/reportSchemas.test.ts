import { parsePhpArray } from '../../../../nodes/TurkeySms/api/phpArray';
import { detailedReport, rawNumbers, report } from '../../../../nodes/TurkeySms/api/reportSchemas';
import { printR, printRArrows } from '../../../simulators/core/printR';

const COUNT = 50_000;
const reply = {
	report_status: 'Report dispatched successfully.',
	numbers: Array.from({ length: COUNT }, (_, index) => ({
		number_id: index + 1,
		phone_number: String(5_300_000_000 + index),
		sent_at: `2024-09-19 19:${10 + (index % 50)}:${10 + (Math.floor(index / 50) % 50)}`,
		done_at: '2024-09-19 19:59:59',
		sms_count: 1,
		sms_status: 'Number received the message',
		operator: 'TURKCELL',
	})),
};

/** Some seconds are much for a slow machine, and too few for anything that grows with the square. */
const LIMIT_MS = 15_000;

test.each([
	['JSON', () => JSON.parse(JSON.stringify(reply))],
	['print_r text', () => parsePhpArray(printR(reply))],
	['array source', () => parsePhpArray(printRArrows(reply))],
])(
	'50,000 numbers as %s are read in time that grows with their number',
	(_, received) => {
		const before = performance.now();
		const object: unknown = received();
		const { numbers } = detailedReport.parse(object);
		expect(numbers).toHaveLength(COUNT);
		expect(rawNumbers(object)).toHaveLength(COUNT);
		expect(performance.now() - before).toBeLessThan(LIMIT_MS);
		expect(numbers.at(-1)).toEqual({
			numberId: '50000',
			recipient: '+905300049999',
			sentAt: '2024-09-19T19:59:59+03:00',
			doneAt: '2024-09-19T19:59:59+03:00',
			parts: 1,
			status: 'delivered',
			isFinal: true,
			statusText: 'Number received the message',
			operator: 'TURKCELL',
		});
	},
	60_000,
);

test.each([undefined, null, '', 'none', 7])('%j is no list of numbers', (numbers) => {
	expect(detailedReport.safeParse({ ...reply, numbers }).success).toBe(false);
	expect(rawNumbers({ numbers })).toEqual([]);
});

test('a report without its head is read as far as it goes, and one that says nothing is none', () => {
	expect(report.parse({ numbers_received: '3', numbers_not_received: 0 })).toMatchObject({
		delivered: 3,
		undelivered: 0,
		total: undefined,
	});
	expect(detailedReport.parse({ numbers: reply.numbers.slice(0, 2) }).numbers).toHaveLength(2);
	expect(report.safeParse({ result: true, status_code: 'TS-1064', report_id: '1' }).success).toBe(
		false,
	);
});

test('rows that are wrapped have their raw objects all the same', () => {
	const numbers = reply.numbers.slice(0, 2);
	expect(rawNumbers({ result: true, data: { numbers } })).toEqual(numbers);
});
