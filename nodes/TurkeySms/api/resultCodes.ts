import type { ResultCode } from '../../shared/faults/faults';

/** Codes of answers that are no fault, from the document's table and its samples. */
export const DONE_CODES: Readonly<Record<string, string>> = {
	'TS-1000': 'done, as the newer API says it',
	'TS-1022': 'the number did not receive the message',
	'TS-1023': 'the number is out of coverage and has not received the message yet',
	'TS-1024': 'the message was sent, or was received',
	'TS-1040': 'the balance was read',
	'TS-1046': 'the login was accepted',
	'TS-1064': 'the status was read',
};

/** Every code of a fault that the document names. */
export const RESULT_CODES: Readonly<Record<string, ResultCode>> = {
	'TS-1025': {
		meaning: 'The recipient is empty',
		whatToDo: "Enter the recipient's mobile number",
		httpCode: 422,
	},
	'TS-1026': { meaning: 'The text is empty', whatToDo: 'Enter the text to send', httpCode: 422 },
	'TS-1027': {
		meaning: 'The account has not enough balance',
		whatToDo: 'Top up the balance at TurkeySMS; sending abroad has a balance of its own in TRY',
		httpCode: 402,
		concernsAccount: true,
	},
	'TS-1028': {
		meaning: 'The sender ID is not active',
		whatToDo: 'Ask TurkeySMS to activate the sender ID, or use another one',
		httpCode: 403,
	},
	'TS-1029': {
		meaning: 'The sender ID does not exist in this account',
		whatToDo: 'Write the sender ID exactly as the account shows it, upper and lower case included',
		httpCode: 422,
	},
	'TS-1030': {
		meaning: 'The account is not active',
		whatToDo: 'Ask TurkeySMS to activate your account',
		httpCode: 403,
		concernsAccount: true,
	},
	'TS-1031': {
		meaning: 'TurkeySMS did not accept the API key',
		whatToDo:
			'Copy the API key from your TurkeySMS account (Direct Connection API) into the credential',
		httpCode: 401,
		concernsAccount: true,
	},
	'TS-1032': {
		meaning: 'The recipient is abroad and international sending is off',
		whatToDo: 'Ask TurkeySMS support to enable international sending for your account',
		httpCode: 403,
	},
	'TS-1033': {
		meaning: 'TurkeySMS calls the submitted data incorrect',
		whatToDo: 'Check the fields of the operation',
		httpCode: 422,
	},
	'TS-1034': {
		meaning: "TurkeySMS calls the recipient's number wrong",
		whatToDo: 'Correct the number, with its country code',
		httpCode: 422,
	},
	'TS-1050': {
		meaning: 'The API key is empty',
		whatToDo:
			'Copy the API key from your TurkeySMS account (Direct Connection API) into the credential',
		httpCode: 401,
		concernsAccount: true,
	},
	'TS-1051': {
		meaning: 'The sender ID is empty',
		whatToDo: 'Choose a sender ID',
		httpCode: 422,
	},
	'TS-1052': {
		meaning: 'No sender ID was given',
		whatToDo: 'Choose a sender ID',
		httpCode: 422,
	},
	'TS-1060': {
		meaning: 'Too many messages were sent in the last minute',
		whatToDo: 'Wait 60 seconds and send fewer messages a minute',
		httpCode: 429,
	},
	'TS-1061': {
		meaning: 'The API key is not enabled for sending by POST',
		whatToDo: 'Ask TurkeySMS to enable it, or set the option Request Method to GET',
		httpCode: 403,
		concernsAccount: true,
	},
	'TS-1062': {
		meaning: 'The API key is not enabled for sending by GET',
		whatToDo: 'Ask TurkeySMS to enable it, or set the option Request Method to POST',
		httpCode: 403,
		concernsAccount: true,
	},
	'TS-1063': {
		meaning: 'The API key is not enabled for checking the status of messages',
		whatToDo: 'Ask TurkeySMS to enable status checks for your API key',
		httpCode: 403,
		concernsAccount: true,
	},
	'TS-1065': {
		meaning: 'The API key is not enabled for checking the balance',
		whatToDo: 'Ask TurkeySMS to enable balance checks for your API key',
		httpCode: 403,
	},
	'TS-1070': {
		meaning: 'The date to send at is missing or wrong',
		whatToDo: 'Enter a valid date and time to send at',
		httpCode: 422,
	},
	'TS-1071': {
		meaning: 'The time to send at is missing or wrong',
		whatToDo: 'Enter a valid date and time to send at',
		httpCode: 422,
	},
	'TS-1072': {
		meaning: 'The date to send at is in the past',
		whatToDo: 'Choose a future date and time to send at',
		httpCode: 422,
	},
};
