import { withoutCode } from '../../../../nodes/TurkeySms/api/codeCalls';

test('a code is nowhere in what is left of an answer', () => {
	const said = {
		otp_code: 12345,
		sms_id: '1000012345',
		result_message: 'Your code is 012345.',
		sms_text: '012 345 / ٠١٢٣٤٥',
		data: { OTP_Code: '012345', list: [{ code: 12345 }] },
	};
	expect(withoutCode(said, '012345', 6)).toEqual({
		sms_id: '1000012345',
		result_message: 'Your code is ***.',
		sms_text: '*** / ***',
		data: { list: [{ code: '***' }] },
	});
});

test('where the service did not tell the code, no number of so many digits is left', () => {
	expect(withoutCode('Code 1234, of 10000', undefined, 4)).toBe('Code ***, of 10000');
});
