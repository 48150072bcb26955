"""What the engine itself says to a resident, whatever flow they are in."""

from __future__ import annotations

HELLO = "Hello, thank you for writing."
UNREADABLE = "I could not read that. Please try again in words, or text PERSON for a person."
MEDIA = "Thank you. I can't open pictures or voice notes. Can you tell me here in a few words?"
CAPTION = "I can't open pictures, but I read your words. Text PERSON if you want a person."
NOT_UNDERSTOOD = "Sorry, I did not get that."
CHOOSE_ONE = "Sorry, I did not get that. Please choose one of these."
WITH_A_NUMBER = "Sorry, I did not get that. Please reply with a number."
STILL_NOT = "I still don't get it, sorry. Reply with a number, or text PERSON for a person."
STILL_NOT_ONE = "I still don't get it, sorry. Choose one of these, or text PERSON for a person."
STILL_NOT_WORDS = "I still don't get it, sorry. Try other words, or text PERSON for a person."
CLOSEST = "Which feels closest? Or say it your own way."
EITHER = "Is it more about one of these? Or say it your own way."
BOTH = "Both of them"
WHEN_READY = "I am still here. When you are ready:"
STILL_HERE = "I am still here."
HERE = "Yes, I am here."
HERE_ANY_TIME = "I am here at any hour. Text PERSON for a person."
MORE = "More"
NO_MORE = "That is all I know of for now."
LISTING_GONE = "I'm sorry, that one is not in my list any more."
NEAR = "Near {area}"
FURTHER = "Further out than {area}"
BY_PHONE = "By phone"
LATE = "Nothing then, but at other times"
AROUND = "Around {place}"
STUCK = "I'm sorry, I have lost my way. A person can help better."
LOST = "I'm sorry, I have lost my place. Let's start again."
NOT_ON = "I was to remind you of something, but it is not on any more. I'm sorry."
OVER = "I was to remind you of something, but it is over by now. Text MENU to look for more."
OFFER = "Another language?"
IN_ENGLISH_NOW = "English from now on."
IN_THEIRS_NOW = "From now on in your language."
NOT_CHANGED = "Thank you for what you told me. We looked into it, and it stays as it is: {reason}"
NEUTRAL = "Hello from {place}. Reply GO when you have a minute. STOP ends these texts."
SENT_BY = (
    "Hello, {name} said you'd expect this text. I'm an automatic helper. "
    "Not sure? Ask {name} before you reply."
)
SENT_BY_TEAM = (
    "Hello from {name}. You were told to expect this text. I'm an automatic helper. "
    "Not sure? Ask before you reply."
)
THATS_FINE = "That's fine"
NO_THANKS = "No thanks"
NOT_ME = "Wrong person"
ONE_OF_THESE = "There is no hurry. Reply with one of these when you like."
LEFT_OUT = (
    "That can be left out. They would get your first name and number, and nothing else. Is that OK?"
)
LEFT_AS_IT_IS = "All right. Nothing is passed on. Write again any time."
MENU = "What would you like?"
NO_MENU = "There is nothing to choose from just now. Text PERSON for a person."
NO_BACK = "There is nothing to go back to. Text MENU to see what I can do."
WRONG_PERSON = (
    "Thank you for telling me. I'm sorry to have bothered you. I won't text again. "
    "If you do want me, text START."
)
SOMEBODY_DIED = (
    "I'm so sorry. I won't text this number again. If you would like someone yourself, text START."
)
ONE_DIED = "I'm so sorry. Nothing more will come from me for them. Text PERSON for a person."
SOMEBODY_MOVED = (
    "Thank you for telling me. I won't text this number again. If you do want me, text START."
)
ONE_MOVED = "Thank you for telling me. Nothing more will come from me for them."
IN_HOSPITAL = (
    "I'm sorry to hear that. I will be quiet, and a person here will know. "
    "Please text us when they are home."
)
WHO = "Who is this?"
SOMEONE_ELSE = "Someone else"
THE_OTHER = "The other person"
FIRST_NAME = "Hello. What is your first name? It's so that I know who is writing."
WRITTEN_BEFORE = "Hello. Have you written to me before?"
BEFORE_YES = "Yes, I have"
BEFORE_NO = "No, I'm new here"
NO_FORGETTING = "A person here can do that for you."
YOUNG_SHARED = "Thank you for telling me. I'm made for grown-ups, so a person is better for you."
WELCOME_ANY_TIME = "You're welcome. Text any time."
NOTHING_FITS = "Thank you for writing. Text MENU to see what I can do, or PERSON for a person."
LEFT_THERE = "All right. I am here if you want to write."
ANSWER_RANGE = "Reply {least} to {most}, or SKIP to miss."
ANSWER_ONE = "Choose one, or write SKIP to miss."
RANGE_AGAIN = (
    "Sorry, I did not get that. One number from {least} to {most}, please, or SKIP to miss."
)
ONE_AGAIN = "Sorry, I did not get that. Please choose one of these, or write SKIP to miss."
LEAVE_THAT = "That's all right, we leave that one."
GO_ON_LATER = "Text GO at any time to go on with the check-in."
PAUSED = (
    "All right, no check-ins for 4 weeks. Text START CHECK-INS to have them back sooner, "
    "or NO CHECK-INS for none at all."
)
NO_CHECKINS = (
    "All right, there will be no check-ins. If you change your mind, ask a person: text PERSON."
)
CHECKINS_REST = (
    "Check-ins rest for now. Text START CHECK-INS to have them back sooner, "
    "or NO CHECK-INS for none at all."
)
QUESTIONS_REST = (
    "We leave those questions for now. Text PERSON, or tell me what would help. "
    "I won't ask them again unless you text START CHECK-INS."
)
CHECKIN_OVER = "That one is over. The next comes in {month}. NO CHECK-INS ends them."
LAST_CHECKIN_OVER = "That one is over, and no more of them come. Text MENU to see what I can do."
WHO_SEES = (
    "Your numbers go under a code, not your name. Nobody here sees which are yours unless you say "
    "so. If you write of danger, a person reads that. Who can open this phone can read it here."
)
WHAT_IS_KEPT = (
    "We keep the numbers you pick, and what you tell me of yourself, under a code. "
    "Within 15 months nobody can tell whose they were. "
    "Text NO CHECK-INS and what we can still find is wiped."
)
NO_MUST = "No, you don't have to. It's up to you. If you say no thanks, nothing changes for you."
NO_MUST_TO_ANSWER = (
    "No, you don't have to. Text SKIP to miss this one, or NO CHECK-INS to end them. "
    "Nothing else changes for you."
)
WHAT_FOR = "The answers show what helps people here and what does not. It's up to you."
CARRIERS = "Twilio and Telegram are companies. They carry our messages, like a phone company."
CLOSEST_WILL_DO = "Pick the one that feels closest. There is no right answer."
NO_RIGHT_ANSWER = "There is no right answer."
NOT_MORE = "I can't tell you more about that one. Text SKIP to miss it, or PERSON for a person."
CHECKINS_AGAIN = "Thank you. If you have check-ins, they go on. Text PAUSE for a rest from them."
