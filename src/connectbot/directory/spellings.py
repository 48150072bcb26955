"""Words as they are typed, and the plain spelling each is read as: texting, dialect, slips."""

from __future__ import annotations

from types import MappingProxyType

# Texting
_TEXTING = """
u=you ya=you ur=your yr=your r=are im=i_am ive=i_have id=i_would hw=how ow=how wot=what
wat=what wots=what_is wen=when wer=where wher=where y=why ppl=people pls=please plz=please
thx=thanks ty=thanks ta=thanks b4=before 2day=today 2nite=tonight tonite=tonight 2moro=tomorrow
tmrw=tomorrow nite=night l8=late m8=mate gr8=great luv=love thru=through abt=about bk=back bt=but
gd=good gud=good hv=have hav=have av=have ave=have avent=have_not cud=could shud=should wud=would
wnt=want wana=want_to wanna=want_to gonna=going_to gotta=got_to gt=got dat=that dis=this dem=them
dey=they idk=i_do_not_know dk=do_not_know dno=do_not_know rn=right_now atm=at_the_moment tbh= ngl=
lol= innit= tho=though cba=can_not_be_bothered bday=birthday xmas=christmas sum1=someone sum=some
some1=someone any1=anyone ne1=anyone no1=no_one noone=no_one smth=something sumthing=something
sumthin=something sumfin=something anythin=anything anyfing=anything nuffin=nothing nuthin=nothing
nothin=nothing nothink=nothing fink=think wiv=with wivout=without cos=because coz=because
cuz=because bc=because becos=because skool=school fone=phone bf=boyfriend gf=girlfriend
bestie=friend mandem=friends bruv=brother bro=brother sis=sister feelin=feeling goin=going
doin=doing gettin=getting lookin=looking livin=living sleepin=sleeping drinkin=drinking
smokin=smoking eatin=eating workin=working talkin=talking strugglin=struggling
"""

# Run together
_RUN_TOGETHER = """
dont=do_not doesnt=does_not didnt=did_not cant=can_not cannot=can_not couldnt=could_not
wont=will_not wouldnt=would_not shouldnt=should_not isnt=is_not arent=are_not wasnt=was_not
werent=were_not havent=have_not hasnt=has_not hadnt=had_not aint=is_not dnt=do_not alot=a_lot
"""

# The north, Scotland, Wales and elsewhere
_DIALECT = """
summat=something sommat=something owt=anything nowt=nothing tha=you thee=you thi=your nobbut=only
allus=always leccy=electric lecky=electric lekky=electric elec=electric electricity=electric
skint=no_money brassic=no_money boracic=no_money potless=no_money broke=no_money dosh=money
wonga=money quid=pounds tenner=pounds fiver=pounds bairn=child bairns=children wean=child
weans=children kid=child kids=children kiddies=children littlun=child littluns=children
littlin=child nipper=child nippers=children babby=baby bab=baby mam=mum mammy=mum mummy=mum
mom=mum mother=mum maw=mum da=dad daddy=dad father=dad faither=dad nan=gran nana=gran nanna=gran
nain=gran grandma=gran granny=gran grandmother=gran grandad=grandfather grandpa=grandfather
taid=grandfather tad=dad hubby=husband hubbie=husband hub=husband fella=husband missus=wife
missis=wife mrs=wife bloke=man lads=men lass=girl lassie=girl wench=girl wee=small tay=tea
cuppa=tea brew=tea brews=tea scran=food grub=food nosh=food clemmed=hungry starving=hungry
starvin=hungry stervin=hungry knackered=worn_out shattered=worn_out exhausted=worn_out
jiggered=worn_out wrecked=worn_out telly=tv tele=tv television=tv hoose=house hame=home toon=town
wi=with tae=to fae=from wis=was ah=i ahm=i_am ma=my masel=myself mesel=myself meself=myself
yersel=yourself nae=no dinnae=do_not dinna=do_not cannae=can_not canna=can_not canny=can_not
didnae=did_not isnae=is_not wisnae=was_not havenae=have_not havnae=have_not willnae=will_not
wouldnae=would_not naebody=nobody naewhere=nowhere onything=anything onybody=anybody jist=just
noo=now mair=more aye=yes ken=know gannin=going gan=go gaun=going doon=down oot=out aboot=about
auld=old yin=one yins=ones wor=our me=my mi=my oor=our hisself=himself hersel=herself yous=you
youse=you yer=your greetin=crying heid=head deid=died baltic=freezing
nithering=freezing nithered=freezing foonert=freezing perishing=freezing parky=cold gie=give
haun=hand auldyins=old butty=friend cwtch=cuddle mun= mithered=worried mardy=upset
"""

# One word for one thing
_SAME = """
passed=died deceased=died popped=died dead=died dying=died widowed=widow pal=friend pals=friends
mate=friend mates=friends m8s=friends mukka=friend mucker=friend buddy=friend chum=friend
chums=friends doc=doctor docs=doctor gp=doctor doctors=doctor docter=doctor hosp=hospital
fag=cigarette fags=cigarettes ciggies=cigarettes cigs=cigarettes ciggy=cigarette cig=cigarette
booze=drink bevvy=drink bevvies=drink poorly=ill settee=sofa couch=sofa landlady=landlord
gaffer=boss bedsit=flat
"""

# Slips
_SLIPS = """
lonley=lonely lonly=lonely loneley=lonely lonelyness=loneliness frends=friends freinds=friends
freind=friend frend=friend borin=boring hungary=hungry hungrey=hungry morgage=mortgage
morgtage=mortgage benifit=benefit benifits=benefits benfits=benefits counciling=counselling
councilling=counselling councelling=counselling counseling=counselling counceling=counselling
councellor=counsellor depresed=depressed deppressed=depressed anxity=anxiety anxitey=anxiety
anxeity=anxiety volenteer=volunteer volunter=volunteer voluntear=volunteer
volenteering=volunteering voluntering=volunteering excersise=exercise exersise=exercise
excercise=exercise exercize=exercise gardning=gardening gardenin=gardening swiming=swimming
dimentia=dementia dementure=dementia alzimers=alzheimers altzheimers=alzheimers
alzeimers=alzheimers diabetis=diabetes diabeties=diabetes artheritis=arthritis arthritus=arthritis
imigration=immigration solicitar=solicitor solisitor=solicitor hospitle=hospital hospitol=hospital
medcine=medicine alchohol=alcohol alchol=alcohol alcahol=alcohol gambleing=gambling
becuase=because becasue=because beacuse=because becouse=because realy=really thier=their
nabours=neighbours neighbors=neighbours nieghbours=neighbours accomodation=accommodation
acommodation=accommodation homless=homeless evited=evicted evictd=evicted appointmint=appointment
apointment=appointment transpot=transport grievin=grieving berevement=bereavement
bereavment=bereavement beleive=believe stuggling=struggling strugling=struggling angsiety=anxiety
"""

PLAIN = MappingProxyType(
    {
        typed: read.replace("_", " ")
        for table in (
            _TEXTING,
            _RUN_TOGETHER,
            _DIALECT,
            _SAME,
            _SLIPS,
        )
        for typed, read in (pair.split("=") for pair in table.split())
    }
)
"""One word as it is typed -> the words it is read as, none for a word that says nothing."""
