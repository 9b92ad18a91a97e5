import { optionalText, yesNo } from '../../../shared/form/parameters';

/** Reads the options that all sends of this provider have. */
export const rayganSendOptions = {
	resendIfNotFound: yesNo,
	userGroupId: optionalText,
};
