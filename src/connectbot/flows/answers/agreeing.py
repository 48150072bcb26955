"""The things people here say for yes and for no, and those that may be either."""

from __future__ import annotations


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in text.split("|"))


_FINE = (
    "ok okay alright fine good great grand lovely nice perfect brilliant smashing fab wonderful"
    " super cool ideal champion"
).split()
_PRAISED = "thats|that is|thatd be|that would be|itd be|it would be|thatll be|would be|sounds"
YES = (
    _phrases(
        """
        yes|y|ye|yeah|yea|yeh|yah|ya|yep|yup|yip|yh|yis|yus|yass|aye|ay|uh huh|mhm|mm hm|ok|okay|k
        |kk|oki|okey|okey dokey|okie dokie|alrighty|all right|sure|sure thing|for sure|certainly
        |absolutely|definitely|definately|defo|deffo|def|totally|course|of course|ofc|naturally
        |indeed|please|please do|do|go on|go for it|go ahead|crack on|carry on|do it|do that
        |lets go|lets do it|lets|count me in|im in|up for it|im up for it|im game|good idea
        |great idea|that is a yes|thats a yes|its a yes|might as well|may as well|can do|will do
        |course you can|of course you can|righto|wouldnt mind|i wouldnt mind
        |it would be rude not to|itd be rude not to|rude not to|id be up for that|id be up for it
        |up for that|bring it on|thats me|its me|be rude not to|yessir|yes sir|certainly is
        |certainly do|certainly am|sound|reet|nice one|y not|yarp|if you must|all good with me
        |good with me|fine by me|fine with me|ok by me|ok with me|okay with me|thats it
        |thats right|thats correct|that is right|that is correct|sounds right|sounds about right
        |correct|right you are|true|agreed|agree|i agree|that would help|thatd help|it would help
        |itd help|why not|i do|i am|i have|i can|i will|i would|i did|we do|we are|we have|we can
        |we will|it is|it does|it did|it has|love to|love that|id love to|id love that|id love it
        |i would love to|i would love that|id like that|i would like that|id like to
        |i would like to|i want to|i want that|happy to|im happy to|happy with that
        |im happy with that|works for me|that works|suits me|that suits me|no objection
        |no objections|dont mind if i do|wouldnt say no|i wouldnt say no|cant wait|too right
        |you bet|i suppose so|suppose so|i spose so|i guess so|guess so|i think so|think so
        |i reckon so|i believe so|100|hell yes|by all means|with pleasure|gladly|if you like
        |if you dont mind|if its no trouble|if thats ok|if thats alright|if thats okay
        |if you could|too true|affirmative|yes i think|i suppose|suppose|spose|i spose|if i must
        |do wir|that would be helpful|thatd be helpful|that would be useful|thatd be useful
        |not half|that would be a relief|thatd be a relief|that would be such a relief
        |thatd be such a relief|what a relief|that would be a godsend|thatd be a godsend
        |that would be a blessing|that would be a weight off|it helped a bit|it helped a lot
        |it helped loads|it really helped|it did help a bit|but yes|if its no bother
        |if it is no trouble|if you would|why ever not|aye why no|why no|why aye|cant see why not
        |i cant see why not|dont see why not|i dont see why not|couldnt see why not|no harm in it
        |no harm in that|no harm in trying|no harm|wheres the harm|whats the harm|put me down
        |put me down for it|put me down for that|put my name down|sign me up|book me in|book me on
        |add me|include me|get me in|stick me down|pop me down|i should think so|should think so
        |i would think so|i should say so|i should hope so|i expect so|couldnt be better
        |be glad to|id be glad to|i would be glad to|id be delighted|id be delighted to|delighted
        |delighted to|id be happy to|i would be happy to|id be grateful|i would be grateful
        |be grateful|much appreciated|that would be appreciated|thatd be appreciated
        |id appreciate that|i would appreciate that|id appreciate it|youve twisted my arm
        |twist my arm|you twisted my arm|id be daft not to|id be mad not to|id be silly not to
        |be daft not to|daft not to|all good|safe|that would be a great help|that would be a help
        |that would be a big help|thatd be a great help|thatd be a help|thatd be a big help
        |i could do with that|could do with that|could do with it|i could do with it
        |i could do with some help|i wish you would|if you wouldnt mind|if you dont mind me asking
        |nothing id like better|nothing i would like better|i would like you to|id like you to
        |i want you to|id want that|that is fine|makes sense|deal|why the heck not
        |why the hell not|no reason not to|no reason why not|i was hoping you would say that
        |i was hoping youd say that|100 percent|hundred percent|one hundred percent
        |without a doubt|no doubt|no doubt about it|most definitely|most certainly|it is indeed
        |i am indeed|i do indeed|i certainly would|i certainly do|i sure would|i sure do|id say so
        |i would say so|looks like it|seems so|it would seem so|thats fine|thats grand|thats great
        |i dont mind if you do|id go for that|ill go for that|ill have a go|ill give it a go
        |give it a go|give it a try|ill try it|ill try|worth a try|worth a go|worth a shot
        |lets give it a go|lets try it|ill take it|ill do it|ill do that|im in favour
        |im all for it|im all for that|all for it|all for that|in favour|it helped|it did help
        |very much so|i consent|i accept|accepted|confirmed|confirm|ie|ydw|ydy|ydi|ydyn|ydan|oes
        |iawn|wrth gwrs|os gwelwch yn dda|byddwn|hoffwn|yndw|yndi|ia
        """
    )
    | {(word,) for word in _FINE if word not in {"good", "nice"}}
    | {
        (*start.split(), word, *end)
        for start in _PRAISED.split("|")
        for word in _FINE
        for end in ((), ("to", "me"), ("for", "me"), ("by", "me"))
    }
)
NO = _phrases(
    """
    no|n|na|nah|nay|naw|nope|nop|noo|nae|no way|no chance|no fear|not really|not at all|not for me
    |not my thing|not my cup of tea|not today|not now|not right now|not at the moment|not atm
    |not just now|not just yet|not yet|not this time|not interested|im not interested|no interest
    |not likely|not keen|im not keen|not on your nelly|not on your life|not a chance|not me
    |not particularly|not especially|not much|not needed|not necessary|not a bit|never|never have
    |never did|never ever|id rather not|rather not|i would rather not|prefer not|prefer not to
    |id prefer not to|id prefer not|i prefer not to|i would prefer not to|better not|best not|dont
    |please dont|dont bother|dont worry|dont worry about it|dont trouble|dont think so
    |i dont think so|i dont|i dont want to|i dont want it|i dont want that|dont want to
    |dont want it|dont want that|dont need it|i dont need it|dont need to|dont fancy it
    |i dont fancy it|i do not|i wont|i cant|i havent|i didnt|i wouldnt|i am not|im not|it isnt
    |it doesnt|it didnt|it hasnt|it wasnt|its not|its wrong|havent|dont ring|dont call|dont phone
    |please dont ring|please dont call|its not for me|not right|thats not right|thats wrong|wrong
    |incorrect|false|no need|theres no need|no point|ill pass|leave it|ill leave it|give it a miss
    |ill give it a miss|count me out|im out|forget it|absolutely not|definitely not|defo not
    |certainly not|of course not|course not|probably not|i think not|i doubt it|doubt it
    |im afraid not|afraid not|sadly not|unfortunately not|hell no|god no|no good|no use
    |thanks but no thanks|thank you but no|disagree|i disagree|declined|nac ydw|nac ydy|nac ydi
    |nac oes|naddo|nage|nag ydw|nag oes|cant be bothered|i cant be bothered|cba|hard pass|nty
    |not happening|thats a no|its a no|that is a no|you must be joking|no siree|i couldnt|couldnt
    |over my dead body|dim diolch|dim o gwbl|nadw|na fyddwn|id sooner not|sooner not
    |i would sooner not|id rather you didnt|i would rather you didnt|id rather you did not
    |id prefer you didnt|id prefer if you didnt|id sooner you didnt|i would sooner you didnt
    |rather you didnt|id rather leave it|id sooner leave it|id rather not say|not this week
    |not this month|not this year|not these days|not anymore|not any more|not any longer|no longer
    |not for now|not for the moment|not next week|not on this occasion|no can do|no ways|no thanks
    |no ta|never in a million years|not in a million years|never in my life
    |not for all the tea in china|not if i can help it|cant say i would|cant say i do
    |cant say i am|cant say i have|cant say i did|i cant say i would|i cant say i do
    |i cant say i have|cannot say i do|i shouldnt think so|shouldnt think so|i wouldnt think so
    |wouldnt think so|dont suppose so|i dont suppose so|dont reckon|dont reckon so
    |i dont reckon so|i dont believe so|dont believe so|dont believe i do|no plans to
    |not planning to|not going to|im not going to|i am not going to|wont bother|i wont bother
    |ill not bother|ill not|i shant|shant|i cannot|cannot|i could not|i did not|i have not
    |have not|i wont thanks|leave it be|leave it out|leave me out|leave me out of it|let me off
    |thatll be a no|thats a no from me|its a no from me|i am out|count me out of it|not my scene
    |not my bag|not my sort of thing|not my kind of thing|not my idea of fun|not up to it
    |im not up to it|not feeling up to it|dont feel up to it|i dont feel up to it|too much bother
    |too much for me|its too much for me|not up for it|im not up for it|not up for that
    |im not up for that|no not really|didnt go|i didnt go|never went|i never went
    |i didnt in the end|didnt in the end|didnt get there|i didnt get there|didnt make it
    |i didnt make it|never got there|i never got there|but no|i cannot make it|i cant make it
    |cant make it|ddim diolch|i refuse|nothing like that|na dim diolch|dim heddiw|fuck off
    |bugger off|sod off|get lost
    """
)
NEITHER = _phrases(
    """
    no problem|no problems|no problem at all|no worries|no worry|no bother|no bother at all
    |no prob|no probs|no trouble|no trouble at all|np|youre alright|youre all right|youre ok
    |youre okay|you are alright|your alright|your ok|youre good|your good|youre kind|you are kind
    |thats very kind of you|that is very kind of you|thats kind of you|thats kind|very kind
    |how kind|thats good of you|bless you|much obliged|nice of you|thats nice of you|fair enough
    |thanks for asking|thank you for asking|thanks for offering|thank you for offering
    |thanks for the offer|thank you for the offer|ta for asking|but thanks|but thanks for asking
    |but thanks for the offer|but thank you|but ta|thanks for thinking of me
    |thank you for thinking of me|cheers for asking|not a problem|not a problem at all
    """
)
"""What goes with a yes as with a no, and alone is neither: "no problem", "you're alright"."""

WEAK = frozenset([*_FINE, "k", "thats", "sound", "right", "true", "correct", "please", "not", "me"])
"""Words that may be said of anything, so that a story behind them is no reason for a yes."""
