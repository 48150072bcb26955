"""The phrases in which people say when something is on, English and Welsh, as one table."""

from __future__ import annotations

TABLE = """
DAY 0 1 2 3 4: weekdays, weekday, week days, working days, dyddiau'r wythnos
DAY 5 6: weekends, weekend, week ends, penwythnos, penwythnosau
DAY 0 1 2 3 4 5 6: every day, everyday, each day, daily, all week, 7 days, seven days, 7 days a
    week, seven days a week, 7 days per week, bob dydd, pob dydd
DAY 0: monday, mondays, mon, mons, llun, lun, mo
DAY 1: tuesday, tuesdays, tue, tues, tu, tuesd, mawrth, fawrth
DAY 2: wednesday, wednesdays, wed, weds, wednes, mercher, fercher
DAY 3: thursday, thursdays, thu, thur, thurs, thr, th, iau
DAY 4: friday, fridays, fri, fris, gwener, wener, fr
DAY 5: saturday, saturdays, sat, sats, sa, sadwrn
DAY 6: sunday, sundays, sun, suns, su, sul
NUMBER 1: one, un
NUMBER 2: two, dau
NUMBER 3: three, tri
NUMBER 4: four, pedwar
NUMBER 5: five, pump
NUMBER 6: six, chwech
NUMBER 7: seven, saith
NUMBER 8: eight, wyth
NUMBER 9: nine, naw
NUMBER 10: ten, deg
NUMBER 11: eleven, un ar ddeg
NUMBER 12: twelve, deuddeg
NTH 1: first, 1af, cyntaf, gyntaf
NTH 2: second, 2il, ail
NTH 3: third, trydydd, trydedd, 3ydd, drydydd, thrydydd, thrydedd
NTH 4: fourth, pedwerydd, pedwaredd, 4ydd, bedwerydd, bedwaredd, phedwerydd
NTH 5: fifth, pumed
NTH -1: last, final, olaf
HALF_DAY 0: am, yb, y bore
HALF_DAY 12: pm, yp, yh, y prynhawn, yr hwyr, o'r hwyr
NAMED 720: noon, midday, mid day, 12 noon, 12 midday, hanner dydd, canol dydd, 12noon, twelve
    noon, noontime
NAMED 1440: midnight, mid night, 12 midnight, hanner nos, canol nos
SHIFT 30: half past, half, hanner awr wedi
SHIFT 15: quarter past, a quarter past, chwarter wedi
SHIFT -15: quarter to, a quarter to, chwarter i
MINUTE 30: thirty
MINUTE 15: fifteen
MINUTE 45: forty five
MINUTE 20: twenty
MINUTE 10: ten past
OCLOCK: o'clock, oclock, o clock, o'r gloch, hrs
TO: to, til, till, until, untill, thru, through, up to, til about, tan, hyd, i, 'til, finishing,
    finishing at, ending, ending at, finishes at, ends at, closes, and finishes at, and ends at,
    and closes at, closes at, closing at
BETWEEN: between, rhwng
AT: at, from, starts, starting, starts at, starting at, doors, doors open, o, doors open at, opens
    at, opening at, kick off, begins at, am tua, @, opens, doors at, start at, start time,
    commencing at, commences at
OPEN_END: onwards, onward, start, till late, til late, until late, late, to late, until close,
    till close, to close, ymlaen, until finish, till finish, hwyr, tan yn hwyr, til whenever
FOR: for
EVERY: every, each, bob, pob
RHYTHM 1 0: weekly, every week, each week, once a week, yn wythnosol, bob wythnos
RHYTHM 2 0: every other, every other week, alternate, alternate weeks, fortnightly, every two
    weeks, every 2 weeks, every fortnight, once a fortnight, each fortnight, every alternate, f n,
    every second week, bob yn ail, every 2nd week, bob pythefnos, pob pythefnos, yn bythefnosol,
    bob yn ail wythnos, on alternate, on alternate weeks, alternative
RHYTHM 3 0: every third week, every 3rd week, bob tair wythnos
RHYTHM 4 0: every fourth week, every 4th week, bob pedair wythnos
RHYTHM 0 2: every other month, alternate months, every two months, every 2 months, every second
    month, bob yn ail fis, bob deufis, on alternate months, of alternate months, of every other
    month, in alternate months, every alternate month
RHYTHM 0 3: quarterly, every quarter, every third month, bob chwarter
MONTH: of the month, of each month, of every month, in the month, in each month, each month, every
    month, of month, in month, monthly, a month, per month, in every month, y mis, o'r mis, bob
    mis, pob mis, o bob mis, yn fisol, the month, of mth, of the mth, each mth, every mth, ym mhob
    mis, month
PART morning: morning, mornings, morn, in the morning, in the mornings, bore, boreau, am only,
    bore dydd, yn y bore, am session, coffee morning
PART afternoon: afternoon, afternoons, in the afternoon, in the afternoons, aft, prynhawn,
    prynhawniau, pnawn, yn y prynhawn, p'nawn, brynhawn
PART evening: evening, evenings, eve, eves, in the evening, in the evenings, noson, nos, gyda'r
    nos, nosweithiau, fin nos, gyda'r hwyr, evng
PART night: night, nights, at night, nite, nites
TERM: term time, termtime, term, terms, term times, school term, school terms, school term time,
    in term time, during term time, tymor, tymor ysgol, y tymor, yn ystod y tymor, yn ystod y
    tymor ysgol, y tymor ysgol, tto
HOLIDAYS school: school holidays, school hols, half term, half terms, school holiday, school hol,
    hols, holidays, schools hols, sch hols, gwyliau ysgol, gwyliau'r ysgol, hanner tymor, gwyliau,
    halfterm, half term holidays
HOLIDAYS bank: bank holidays, bank hols, bank holiday, bank hol, b h, bh, bhs, public holidays,
    public hols, gwyliau banc, gŵyl banc, b hols, b hol, bank holiday mondays, bank holiday
    monday, statutory holidays
HOLIDAYS both: bank or school holidays, school or bank holidays, bank and school holidays, school
    and bank holidays, school bank holidays, bank school holidays, school bank hols, bank or
    school hols, school or bank hols, school and bank hols
NOT: not, except, excluding, excl, ex, exc, apart from, other than, but not, with the exception
    of, except for, not including, exclude, excludes, ac eithrio, heblaw, heblaw am, nid, not on,
    not during, not open, ond nid, doesn't run, does not run, doesnt run, not running, excepting,
    nor
NO: no, dim, no session, no sessions, no class, no classes, no meeting, none, no group, no club,
    no meetings, never
CLOSED: closed, shut, ar gau, we are closed, closing, wedi cau, we close
WITH: including, inc, incl, includes, even, gan gynnwys, open on
DAYLONG: 24 hours, 24 hours a day, 24 hrs, 24hrs, 24 hour, 24hr, round the clock, 24 hrs a day,
    twenty four hours, twenty four hours a day, 24 awr, 24hours, 24 awr y dydd, day and night, all
    day and night, day or night
DAYLONG always: 24 7, 24 7 365, around the clock
UNIT 60: hours, hour, hr, awr
UNIT 1: minutes, minute, mins, min, munud
UNIT week: weeks, week, wks, wythnos
UNIT month: months, mis
DAY_WORD: day, days, dydd, ddydd, dyddiau, ddiwrnod, diwrnod
CONTACT: appointment, appointments, appt, appts, apt, arrangement, arrangements, ring, call,
    phone, telephone, tel, contact, email, text, ask, enquire, trefniant, apwyntiad, ffoniwch,
    cysylltwch, request, book, booking, website, web, page, facebook, online, site, noticeboard,
    details, see, check, lunchtime, lunchtimes, lunch time, lunch times, teatime, tea time,
    daytime, day time, daytimes, after work, breakfast time, manylion, gwefan, office hours, shop
    hours, school hours, working hours, business hours, normal hours, usual hours
UNSURE times: vary, varies, various, varying, variable, variety, differs, changes, flexible,
    depending, depends, irregular, irregularly, amrywio, amrywiol, some, selected, certain,
    occasional, occasionally, sometimes, odd, few, ad hoc, adhoc, tbc, tba, tbd, to be confirmed,
    to be announced, rota, most, mostly, mainly, usually, normally, often, generally, roughly,
    approx, approximately, about, around, ish, rhai, weithiau, fel arfer, several, many, other,
    another, alternating, rotating, maybe, perhaps, possibly, probably, if, unless, when,
    whenever, weather, permitting, once, twice, three times, dates, date, dyddiadau, one off,
    seasonal, seasonally, tides, dusk, dawn, sunset, sunrise, outside term, outside term time,
    outside school, outside of, outside school hours
UNSURE choice: or, neu, either, and or
UNSURE rhythm: biweekly, bi weekly, bimonthly, bi monthly, semi weekly, bi annual, annually,
    yearly, per week, a week, annual, a fortnight, termly, every few weeks, penultimate, second
    last, last but one, weeknights, midweek, mid week, school nights, weeknight, week commencing,
    w c
UNSURE season: summer, winter, spring, autumn, haf, gaeaf, gwanwyn, hydref, season, january, jan,
    february, feb, march, april, apr, may, june, jun, july, august, aug, september, sept, sep,
    october, oct, november, nov, december, dec, ionawr, chwefror, mis mawrth, ebrill, mai,
    mehefin, gorffennaf, awst, medi, tachwedd, rhagfyr, easter, christmas, xmas, advent, lent,
    ramadan, nadolig, pasg, new year, boxing day, whitsun, good friday, easter sunday, palm
    sunday, mothering sunday, eid, diwali, ym mawrth, this week, next week, today, tomorrow, this
    month, next, before, after, ar ol, cyn, while, since, lockdown, paused, suspended, cancelled,
    temporarily, currently closed, until further notice, british summer time, bst, gmt, payday,
    pay day, festive, in advance of
AND: and, plus, then, also, and also, a'r, ac, as well as, again
LABEL: ages, age, aged, room, floor, unit, hall, over, under, bus, bus number, route, flat, suite,
    level, year, years, oed, stage, block, max, maximum, cost, costs, price, suggested donation,
    donation, key stage, gate, stop
FILL: no need to book, no booking, no need, no appointment, no appointment needed, no appointment
    necessary, no booking needed, no referral, no charge, no cost, no booking required, not for
    profit, call in, ring the bell, phone line, phone lines, call centre, all welcome, any time,
    anytime, all year, all day, all year round, throughout the year, opening times, opening hours,
    open, ar agor, galw heibio, drop in, dropin, y, yr, a, an, the, on, in, of, is, we, only, are,
    meet, meets, meeting, held, runs, running, during, session, sessions, group, club, class,
    classes, with, our, us, time, times, hours are, yn, unig, yn unig, yn ystod, ar, mae, ein, ni,
    n, lunch, dinner, inclusive, no need to ring, no need to phone, last orders, first come first
    served, the first session is free, all day long, one to one, first aid, last chance, one
    another, open to all, open to everyone, open to, welcome to, free to, after school, after
    school club, o gwmpas, croeso i bawb, croeso, i bawb, first session free, second hand,
    secondhand, all ages, and more, next to, next door, before coming, before visiting, before you
    come, before attending, before you visit, before you travel, 365 days, 365 days a year
"""
"""One meaning after another: its kind and value, a colon, and its phrases with commas between; a
line that begins with a space goes on with the one before."""
