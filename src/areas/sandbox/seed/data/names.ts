/** Names as one meets them in the three cities, women's and men's apart. */
import type { CenterCode } from './centers.ts'

interface Names {
  female: readonly string[]
  male: readonly string[]
  last: readonly string[]
}
const words = (text: string): string[] => text.trim().split(/\s*,\s*/)

const AMERICAN: Names = {
  female:
    words(`Emma, Olivia, Sofia, Grace, Hannah, Isabella, Maya, Chloe, Zoe, Naomi, Camila, Valentina, Leah,
    Abigail, Ruth, Fatima, Ekaterina, Yuki, Amara, Destiny, Jasmine, Brooke, Heather, Monica, Paige, Elena, Rosa,
    Miriam, Keisha, Tamar, Lucia, Nora, Alice, Beatrice, Danielle, Fiona, Gloria, Irene, Joy, Katherine`),
  male: words(`Liam, Noah, Ethan, Mateo, Daniel, Samuel, David, Omar, Jamal, Andrei, Kenji, Victor, Thomas, Patrick,
    Hugo, Leon, Isaac, Carlos, Diego, Tyrone, Brandon, Kevin, Peter, Simon, Elijah, Gabriel, Henry, Owen, Felix, Adam`),
  last: words(`Johnson, Rivera, Cohen, O'Connor, Kim, Washington, Martinez, Rossi, Novak, Schneider, Park, Okafor,
    Petrov, Nguyen, Sullivan, Garcia, Ahmed, Levine, Murphy, Santos, Chen, Jackson, Fischer, Kowalski, Haddad, Brooks,
    Delgado, Yamamoto, Lindqvist, Moreau, Hughes, Castillo, Banerjee, Mensah, Ivanova, Walsh, Romano, Torres, Reyes,
    Grant, Ellison, Baptiste, Friedman, Oyelaran, Silva, Zimmerman, Abbott, Carver, Duarte, Easton`),
}
const INDIAN: Names = {
  female:
    words(`Aditi, Ananya, Bhavana, Chitra, Divya, Esha, Gayatri, Harini, Ishita, Jyoti, Kavya, Lavanya, Meera,
    Neha, Pooja, Radhika, Sahana, Shreya, Sneha, Swati, Tanvi, Uma, Vidya, Zara, Roshni, Priyanka, Aishwarya, Keerthi,
    Madhuri, Nandini`),
  male: words(`Aarav, Aditya, Arjun, Bharat, Chetan, Dev, Ganesh, Harsh, Imran, Karthik, Kiran, Manoj, Naveen, Nikhil,
    Pranav, Rahul, Rajesh, Sanjay, Siddharth, Tarun, Varun, Vikram, Vivek, Yash, Zubair`),
  last: words(`Sharma, Rao, Iyer, Reddy, Patel, Hegde, Kulkarni, Das, Bose, Chatterjee, Gupta, Joshi, Kamath, Krishnan,
    Mehta, Mukherjee, Murthy, Prasad, Shah, Singh, Srinivasan, Thomas, Varma, D'Souza, Bhat, Chandra, Desai, Fernandes,
    George, Kapoor, Malhotra, Naidu, Pai, Qureshi, Saxena, Trivedi, Venkatesh, Yadav`),
}
const SINGAPOREAN: Names = {
  female:
    words(`Mei Ling, Xin Yi, Hui Ling, Jia Hui, Shu Fen, Li Ting, Yan Ting, Wen Hui, Nurul, Aminah, Farhana,
    Zainab, Devi, Kamala, Shanti, Cheryl, Michelle, Rachel, Serene, Valerie, Yvonne, Adeline, Clara, Evelyn, Gwendolyn`),
  male: words(`Jun Wei, Wei Ming, Zhi Hao, Kai Xiang, Yong Sheng, Jia Jun, Hafiz, Faizal, Ismail, Rizwan, Kumar, Ravi,
    Arun, Benjamin, Calvin, Darren, Edwin, Gerald, Ivan, Marcus, Nicholas, Raymond`),
  last: words(`Tan, Lim, Lee, Ng, Wong, Ong, Goh, Chua, Koh, Teo, Ang, Yeo, Tay, Ho, Low, Sim, Chong, Leong, Foo, Cheong,
    Abdullah, Hassan, Osman, Yusof, Pillai, Nathan, Subramaniam, Pereira, de Souza, Oh`),
}
export const NAMES: Readonly<Record<CenterCode, Names>> = { NYC: AMERICAN, BLR: INDIAN, SIN: SINGAPOREAN }

/** Streets guests live in, with city, postal code and state of geography. */
export const HOMES: Readonly<
  Record<
    CenterCode,
    { streets: readonly string[]; places: readonly (readonly [city: string, zip: string])[]; stateId: number }
  >
> = {
  NYC: {
    streets: words(
      'West End Avenue, Bleecker Street, Prince Street, Park Avenue, Bedford Avenue, Amsterdam Avenue, Grand Street',
    ),
    places: [
      ['New York', '10003'],
      ['New York', '10011'],
      ['New York', '10024'],
      ['Brooklyn', '11211'],
      ['Brooklyn', '11215'],
      ['Queens', '11101'],
    ],
    stateId: 67,
  },
  BLR: {
    streets: words(
      '12th Main Road, Church Street, Cunningham Road, 80 Feet Road, Residency Road, Sankey Road',
    ),
    places: [
      ['Bengaluru', '560001'],
      ['Bengaluru', '560034'],
      ['Bengaluru', '560038'],
      ['Bengaluru', '560095'],
    ],
    stateId: 1378,
  },
  SIN: {
    streets: words(
      'Tiong Bahru Road, Holland Avenue, East Coast Road, Bukit Timah Road, Serangoon Gardens, Everton Park',
    ),
    places: [
      ['Singapore', '168898'],
      ['Singapore', '278967'],
      ['Singapore', '428787'],
      ['Singapore', '588179'],
    ],
    stateId: 3091,
  },
}
