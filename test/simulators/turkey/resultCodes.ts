/** The `result_message` of each code; the two that tell of success are the document's own words. */
const MESSAGES: Record<string, string> = {
	'TS-1022': 'Number did not receive the message',
	'TS-1023': 'Number is out of coverage and has not received the message yet',
	'TS-1024': 'The message was sent successfully',
	'TS-1025': 'The mobile number is empty',
	'TS-1026': 'The message text is empty',
	'TS-1027': 'There is not enough balance in your account',
	'TS-1028': 'The Sender ID is not active in your account',
	'TS-1029': 'The Sender ID does not exist',
	'TS-1030': 'Your account is not active',
	'TS-1031': 'The api-key is wrong',
	'TS-1032':
		'The number is outside Turkey and your account is not enabled for international sending',
	'TS-1033': 'The submitted data is incorrect',
	'TS-1034': 'The mobile number is incorrect',
	'TS-1040': 'operation_success',
	'TS-1046': 'operation_success',
	'TS-1050': 'The API key is empty',
	'TS-1051': 'The Sender ID is empty',
	'TS-1052': 'The Sender ID was not written',
	'TS-1060': 'You have exceeded the number of messages sent in the last minute',
	'TS-1061': 'The API key is not enabled for sending (POST)',
	'TS-1062': 'The API key is not enabled for sending (GET)',
	'TS-1063': 'The API key is not enabled for message status checks',
	'TS-1064': 'The message status check was successful',
	'TS-1065': 'The API key is not enabled for balance checks',
	'TS-1070': 'Scheduled sending: the date was not written or is not correct',
	'TS-1071': 'Scheduled sending: the time was not written or is not correct',
	'TS-1072': 'A scheduled message cannot be sent at a date or time in the past',
};

export function messageOf(code: string): string {
	return MESSAGES[code] ?? '';
}
