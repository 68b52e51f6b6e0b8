/** What is said at the sign-in screen, and about people and what they may do. */
export const accessSentences: Readonly<Record<string, string>> = {
  'sign-in.wrong':
    'That user name, password and code do not belong together here. Check Caps Lock, take the code that is shown now, and try again. If all of it is right, ask whoever administers the people of the practice.',
  'sign-in.wait': 'Too many tries under this name went wrong. It can be tried again in {wait}.',
  'sign-in.disabled':
    'Too many tries under this name went wrong, so it is closed here. An administrator can unlock it at this computer, or you can use your recovery code.',
  'second-factor.no-credential':
    'Your keys have not come to this workstation yet. Let it reach the cloud, sign in again, then set up the second factor.',
  'second-factor.not-begun': 'Begin again: the code of before was forgotten.',
  'second-factor.none': 'You have no second factor yet. Set one up first.',
  'second-factor.wrong-code':
    'That is not the code of now, or it was used already. Wait for the next one, and see that the clocks of your telephone and of this computer are right.',
  'lockout.none': 'This name is not locked out here any more.',
  'lockout.oneself': 'Nobody unlocks themself. Ask another administrator, or use your recovery code.',
  'sign-in.suspended':
    'You do not work here at present, as the practice has it. Ask whoever administers the people of the practice.',
  'sign-in.revoked':
    'This computer was revoked by whoever administers the people of the practice, so nobody comes in here. Nothing was deleted: what was not sent is kept. The practice’s recovery code with a one-time code of a colleague brings it back.',
  'workstation.not-typed': 'Type the four signs of the workstation as they stand above.',
  'sign-in.list-missing':
    'A list of revocations that was brought in here is missing: an earlier state of this computer was put back. Bring the latest list in again, or let this computer reach the practice’s cloud.',
  'revocations.not-a-list':
    'That file is no list of revocations, or it was cut off. Save the list anew and bring that.',
  'revocations.not-signed':
    'That list was not signed by this practice’s cloud, or it was changed since. Nothing of it was taken.',
  'revocations.other-practice': 'That list is of another practice. Nothing of it was taken.',
  'revocations.older':
    'That list is older than one this computer has had. Nothing of it was taken: bring the latest.',
  'revocations.no-cloud':
    'This computer has never heard of a cloud of the practice, so it cannot tell whether the list is genuine. Nothing of it was taken.',
  'revocations.unwritable': 'The list could not be written there. Choose another folder.',
  'sign-in.no-grant':
    'The practice’s cloud has not said yet that you may come in at this computer. Have somebody who works here sign in while the cloud is reached, then try again.',
  'sign-in.lease-ended':
    'This computer has not heard from the practice’s cloud for too long to let you in. Bring it to a network with the cloud; where that does not help, use the practice’s recovery code.',
  'sign-in.clock-behind':
    'This computer’s clock stands before the last word of the practice’s cloud. Set date and time right, then sign in again.',
  'kit.none': 'No emergency kit is ready at this computer. The practice’s recovery code opens it.',
  'kit.not-a-sheet': 'One of them is not a whole sheet: nine groups of four. Look for a slip.',
  'kit.one-sheet-twice': 'That is one sheet twice. Two different ones are needed.',
  'kit.wrong':
    'Those two do not open it. They may be of a kit that was made before, or of another practice. Nothing was changed.',
  'kit.over':
    'The hours of this kit are over. The practice’s recovery code opens the computer, and an administrator makes another kit.',
  'kit.same-holder': 'Three different people keep a sheet.',
  'kit.reading-only':
    'The workstation was opened with the emergency kit: for reading and printing. Nothing was written.',
  'session.first-password': 'Choose another password first: everything else waits for it.',
  'session.first-second-factor': 'Set up your second factor first: everything else waits for it.',
  'session.confirm-first':
    'This asks for your password once more, because some minutes have passed since you gave it.',
  'password.wrong': 'That is not your password. Check Caps Lock and try again.',
  'password.same': 'That is the password you have. Think of another.',
  'enrol.password':
    'That is not the password of whoever the code was made for. It is the one they use at the practice’s other computers.',
  'enrol.not-come-yet':
    'Whoever the code was made for has not come in anywhere yet. Use the invitation at another computer of the practice first.',
  'session.locked': 'The workstation is locked. Everything typed was kept; sign in to go on.',
  'command.unknown':
    'Whether this was done is not known: the workstation stopped before it said so. Look before you do it again.',
  'command.done-otherwise':
    'This form was sent before and that was done. What was changed in it since has not been. Look at what is there, then discard the form.',
  'permission.missing': 'Your role does not allow this. An administrator can change what your role may do.',
  'cap.exceeded':
    'That is more than {max} in {minutes} minutes, which is more than a person does by hand. Wait a little, then go on.',
  'practice.exists':
    'This workstation already belongs to a practice. Restart Holdfast to see its sign-in screen.',
  'practice.missing': 'The name of the practice cannot be read. Nothing was changed. Call support.',
  'username.form': 'At least 3 letters or digits; dots, dashes and underscores may stand between them.',
  'time-zone.unknown': 'Choose a time zone from the list.',
  'password.too-short':
    'At least 15 characters. Four or five unrelated words are easy to remember and hard to guess.',
  'password.too-long': 'At most 256 characters.',
  'password.shorter-than-here': 'Shorter than your practice asks for. Nothing was changed.',
  'password.word-of-here':
    'Made of words that your practice does not take. Four or five unrelated words do better.',
  'password.your-name': 'Too close to your name: it is the first thing a stranger would try.',
  'password.practice-name':
    'Too close to the name of the practice: it is among the first things a stranger would try.',
  'password.repeats': 'Too much of one thing repeated. Four or five unrelated words do better.',
  'password.common': 'Made of words and runs that are tried first. Four or five unrelated words do better.',
  'recovery.not-a-code':
    'That is not a whole code. It has nine groups of four; look for a slip in one of them.',
  'recovery.wrong':
    'What you typed does not belong together here. Look for a slip, use the newest sheet, and type the code of your authenticator if you have one. This computer learns of a new invitation when it reaches the cloud with somebody signed in.',
  'recovery.code-ended':
    'That code is too old. Whoever administers the people of the practice gives you a new one.',
  'recovery.no-file':
    'This computer’s own copy of its sealed keys is gone. The records are untouched. The cloud has a copy: type its address and a one-time code of a colleague.',
  'recovery.file-damaged':
    'This computer’s own copy of its sealed keys cannot be read. The records are untouched. The cloud has a copy: type its address and a one-time code of a colleague.',
  'practice-code.wrong':
    'That code does not open this computer. If it was renewed after this computer last reached the cloud, use the sheet before, or ask the cloud too.',
  'practice-code.user':
    'Nobody who works in the practice has that user name, as far as this computer knows. Use the name of somebody it knows.',
  'practice-code.nothing-new': 'This computer follows the latest code already.',
  'practice-code.other-letters':
    'Those letters are not those of the code that the cloud tells of. Compare them with the newest sheet. If they are the same, do not go on, and tell who is responsible for security.',
  'vault.not-ready': 'The workstation is not ready for that. Restart Holdfast.',
  'vault.slots-missing':
    'The file with this workstation’s keys is gone, so its records cannot be opened here. They have not been touched. Restore the folder from its backup, or call support.',
  'vault.wiped':
    'This computer was wiped, by order of whoever administers the people of the practice. Its keys and all it kept of the practice were deleted. It is a new computer now: it can join a practice, or begin one.',
  'vault.wipe-unfinished':
    'This computer is being wiped, by order of whoever administers the people of the practice, and the wipe could not be finished yet. Start the computer again with its keychain unlocked.',
  'vault.no-slots':
    'Nobody’s way in is kept on this computer any more: for longer than a month nothing was heard of the practice’s cloud that lets somebody in. The records are here, and so is what was not sent. The practice’s recovery code opens it.',
  'wipe.own': 'It is your own order. Another person who administers people has to confirm it.',
  'wipe.nothing-to-confirm':
    'There is no order that waits to be confirmed: it was taken back, or somebody else has confirmed it.',
  'wipe.nothing-to-take-back':
    'There is no order that could be taken back: it was already, or the computer has wiped itself.',
  'vault.key-let-go':
    'For longer than a month nothing was heard of the practice’s cloud that lets somebody in, so this computer has deleted its own key. The records are here, and so is what was not sent. The practice’s recovery code opens it.',
  'key.earlier-slot':
    'Somebody has not signed in here since an earlier version. The key can be changed once they have, or once they are suspended or given a new code.',
  'key.not-changed':
    'The key could not be changed, for a reason that is in the log of the program. The records open with the key there was. It is tried again at the next sign-in.',
  'vault.slots-damaged':
    'The file with this workstation’s keys cannot be read. The records have not been touched. Restore the folder from its backup, or call support.',
  'vault.slot-damaged':
    'Your keys on this workstation cannot be read. The records have not been touched. Use your recovery code.',
  'vault.kdf-too-weak':
    'Your sign-in on this workstation is protected too weakly to be used. Use your recovery code to renew it.',
  // people and access levels
  'access.not-yourself':
    'Nobody decides about their own access. Somebody else who may give access can do this.',
  'access.nobody-left':
    'After this, nobody could give access any more. Nothing was changed. Make somebody else an administrator first.',
  'access.until-past': 'That day has passed. Choose today or a later one.',
  'access.too-many-exceptions':
    'Twenty rights are given to this person or taken from them already. An access level of their own says it better.',
  'access.no-exception': 'That is over already.',
  'person.not-found': 'This person is not known on this workstation.',
  'person.not-here': 'This person is suspended or has left. Reinstate them first, then give them a new code.',
  'person.no-level': 'Choose at least one level.',
  'person.username-taken':
    'Somebody has that user name, or had it before they left. Choose another one, with a digit perhaps.',
  'workstation.itself': 'A workstation does not revoke itself. Do it at another workstation of the practice.',
  'workstation.unknown': 'The cloud knows no such workstation any more. Look at the list again.',
  'location.missing': 'That location is not one of the practice’s, or is archived. Choose another one.',
  'location.name-taken': 'There is one of that name already.',
  'location.department-of-department': 'A department is part of a location, and not of another department.',
  'practitioner.missing': 'Nobody of that name is in the records on this workstation any more.',
  'level.missing': 'That access level is not given any more. Choose another one.',
  'level.empty': 'Choose at least one right.',
  'level.name-taken': 'There is a level of that name already, in use or archived. Choose another name.',
  'level.administers-and-reads':
    'Whoever gives access does not read or write charts by the same level. Take out “Give access”, or everything about charts; somebody who does both is given two levels.',
  'level.audits-and-changes':
    'Whoever reads the audit log changes nothing by the same level. Take out “Read the audit log”, or every right that changes something.',
  'level.your-own':
    'You have this level yourself, and nobody adds to their own rights. Somebody else can do this.',
  'review.nobody-else':
    'There is nobody here but you, and nobody reviews their own access. A review begins with a second person.',
  'review.incomplete':
    'Somebody has come or come back since the review was begun. Decide about them too, then sign off.',
}
