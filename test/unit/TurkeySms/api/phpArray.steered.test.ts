import { parsePhpArray } from '../../../../nodes/TurkeySms/api/phpArray';

const answer = (message: string, after = '') =>
	`Array\n(\n    [result] => false\n    [result_message] => ${message}\n    [result_code] => TS-1027\n)\n${after}`;

test('lines of a text that look like entries are lines, set in as no entry is', () => {
	expect(parsePhpArray(answer('hi\n[result] => true\n  [sms_id] => 7'))).toEqual({
		result: 'false',
		result_message: 'hi\n[result] => true\n  [sms_id] => 7',
		result_code: 'TS-1027',
	});
});

test.each([
	['a key that is there twice', answer('hi\n    [result] => true')],
	['a code that is there twice', answer('hi\n    [result_code] => TS-1024')],
	['a nested array that is there twice', answer('a\n    [b] => Array\n    (\n    )\n    [b] => 1')],
	[
		'__proto__',
		answer('a\n    [__proto__] => Array\n        (\n        [result] => true\n        )'),
	],
	['an array that a text ends', answer('hi\n)')],
	['words after the array', answer('hi', 'Warning: something')],
	['another array after it', answer('hi', 'Array\n(\n    [result] => true\n)')],
	['an array 101 deep', `Array\n${'(\n[a] => Array\n'.repeat(101)}${')\n'.repeat(102)}`],
])('%s makes it unreadable', (_, text) => {
	expect(parsePhpArray(text)).toBeUndefined();
});

test.each(['[a] => ', 'x', ' => ', '[', '(', ')', 'Array (', '" => "'])(
	'a megabyte of lines with %j and many spaces is read in time that grows with its size',
	(piece) => {
		const took = (length: number) => {
			const line = `${piece}${' '.repeat(1_000)}\u2028\n`;
			const text = `Array\n(\n${line.repeat(length / line.length)}`;
			const start = performance.now();
			parsePhpArray(text);
			return performance.now() - start;
		};
		took(100_000);
		const half = Math.min(took(1_000_000), took(1_000_000));
		const whole = Math.min(took(2_000_000), took(2_000_000));
		expect(whole).toBeLessThan(3 * half + 50);
	},
);
