import { parsePhpArray } from '../../../../nodes/TurkeySms/api/phpArray';

const rows = { 0: { id: '1', text: 'a' }, 1: { id: '2', text: 'b' } };

test('nested lists in the form of print_r', () => {
	const text = `Array
(
    [result] => true
    [numbers] => Array
        (
            [0] => Array
                (
                    [id] => 1
                    [text] => a
                )

            [1] => Array
                (
                    [id] => 2
                    [text] => b
                )

        )

    [none] => Array
        (
        )

    [after] => x
)
`;
	expect(parsePhpArray(text)).toEqual({ result: 'true', numbers: rows, none: {}, after: 'x' });
});

test('nested lists as the document prints them, with and without keys', () => {
	const text = `Array
(
"result" => true,
"numbers" => array(
array(
"id" => 1,
"text" => "a"
),
array(
"id" => 2,
"text" => "b"
),
),
"names" => array(
"MY SHOP",
"OTHER"
),
"none" => array(),
"after" => "x"
)`;
	expect(parsePhpArray(text)).toEqual({
		result: 'true',
		numbers: rows,
		names: { 0: 'MY SHOP', 1: 'OTHER' },
		none: {},
		after: 'x',
	});
});

test('a value that has lines keeps them, and its brackets', () => {
	expect(parsePhpArray('Array\n(\n    [text] => one\ntwo (2)\n    [code] => 1\n)')).toEqual({
		text: 'one\ntwo (2)',
		code: '1',
	});
});

test.each(['', 'Arrays', '{"result":true}', '<html>', 'Array\n(\n    [result] => true'])(
	'%j is no array, or a cut one',
	(text) => {
		expect(parsePhpArray(text)).toBeUndefined();
	},
);
