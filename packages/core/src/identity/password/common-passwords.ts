/** Words that passwords are built on; with digits and signs around them they are the first that a guesser tries. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passw letmein welcome admin administrator compliance complianceos qwerty qwertyuiop asdfghjkl
   zxcvbnm qwertyasdf iloveyou monkey dragon sunshine princess football baseball superman batman master shadow
   trustno michael jennifer starwars whatever computer internet secret login access changeme default temporary
   testing tester example sample company office finance accounts manager director india bharat mumbai delhi
   bangalore bengaluru chennai kolkata hyderabad ganesh krishna shivam hanuman sairam jaimatadi jaishreeram
   cricket sachin virat abcdef abcdefgh abcdefghij alphabet hello helloworld goodmorning summer winter spring
   monsoon january february march april june july august september october november december monday tuesday
   wednesday thursday friday saturday sunday`.split(/\s+/),
);

/** Passwords that no rule below finds and that lists of leaked ones begin with. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 qazwsxedcrfv qwer1234asdf asdf1234qwer
   q1w2e3r4t5 q1w2e3r4t5y6 abcd1234abcd a1b2c3d4e5 a1b2c3d4e5f6 abc123abc123 123abc123abc 123qwe123qwe
   qwe123qwe123 1234qwerasdf qwerty123456 123456qwerty asdfgh123456 zxcvbn123456 1029384756 0192837465
   3141592653 3141592654 1357924680 2468013579 1122334455 1112223334 1231231231 123123123123 112233445566
   147258369147 159753159753 789456123789 741852963741 987654321098 password1password correcthorsebatterystaple
   thisismypassword mypassword1 ihateyou123 iloveyou1234 lovelove123 nopassword1 nothing1234 pass1234pass
   pa55word123 trustno1trustno1 openupopenup opensesame sesameopen letmeinplease blahblahblah testtesttest
   adminadminadmin rootrootroot useruseruser guestguest1 demodemodemo`.split(/\s+/),
);
