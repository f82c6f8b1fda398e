/** Setting up the catalogue: the doors of the management API. */
export {
  changeCategory,
  createCategory,
  getCategory,
  listAllCategories,
  removeCategory,
} from './management/categories.ts'
export {
  changeDayPackage,
  createDayPackage,
  getDayPackage,
  listDayPackages,
  readSaleCurrency,
  removeDayPackage,
} from './management/day-packages.ts'
export {
  changeEquipment,
  createEquipment,
  getEquipment,
  listEquipment,
  removeEquipment,
} from './management/equipment.ts'
export {
  getOffer,
  listOffers,
  putOffer,
  removeOffer,
  setEquipment,
  setLevelPrices,
  setRooms,
  setServicesOfRoom,
  setTherapists,
  type ServiceOffer,
} from './management/offers.ts'
export type { Removal } from './management/removal.ts'
export { readSkills, setSkills, type Skill } from './management/skills.ts'
export {
  changeService,
  createService,
  getService,
  listAllServices,
  removeService,
  setAddOns,
  type ServiceSetup,
} from './management/services.ts'
